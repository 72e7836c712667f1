import {ApiError, get, now, optional, post} from './api.js';
import {CallPanel} from './call.js';
import {compare} from './compare.js';
import {announce, failure, h, loading, replace, status} from './dom.js';
import {count, duration, plural, time} from './format.js';
import {remembered, remember} from './launch.js';
import {RunModel} from './model.js';
import {events} from './stream.js';
import {Timeline, progress} from './timeline.js';

const POLL_MS = 1500;
const TICK_MS = 250;
const RESUMPTIONS = 3;
const LOOKS = 3;

/** A run: its figures, its timeline, live while it goes on, and what changed since the one before. */
export async function runPage(main, id, context) {
  document.title = 'Run · Scheduler Runner';
  replace(main, loading('the run'));
  const page = new RunPage(main, id, context);
  try {
    await page.load();
  } catch (error) {
    replace(main, error.status === 404 ? h('div', {}, h('h1', {}, 'No such run'), h('p', {}, 'It may have been too long ago. ', h('a', {href: '#/runs'}, 'All runs')))
      : failure(error, () => runPage(main, id, context)));
    return null;
  }
  return page;
}

class RunPage {
  constructor(main, id, context) {
    this.main = main;
    this.id = id;
    this.context = context;
    this.path = `runs/${encodeURIComponent(id)}`;
    this.stop = new AbortController();
    this.head = h('div', {class: 'run-head'});
    this.changes = h('section', {class: 'compare'});
  }

  async load() {
    this.model = new RunModel(await this.report());
    this.timeline = new Timeline(this.model, {now, link: call => `#/runs/${encodeURIComponent(this.id)}/calls/${call.index}`});
    if (this.model.running) this.model.total = await this.planned();
    if (this.stop.signal.aborted) return;
    replace(this.main, this.head, this.timeline.element, this.changes);
    this.draw();
    if (this.model.running) this.follow();
    else this.finish();
  }

  async report() {
    try {
      return await get(this.path, {signal: this.stop.signal});
    } catch (error) {
      const known = error instanceof ApiError && error.isMissing ? remembered(this.id) : undefined;
      if (known) return known;
      throw error;
    }
  }

  /** How many calls a run that goes on will make. */
  async planned() {
    const page = await optional('runs?status=running&limit=100');
    return page?.runs?.find(run => run.id === this.id)?.endpoints ?? 0;
  }

  /** The address has changed to one of this run's calls, or back. */
  show(index) {
    this.panel?.close();
    this.panel = undefined;
    const call = index === undefined ? undefined : this.model?.call(Number(index));
    if (call) {
      const panel = new CallPanel(call, this.model.running, () => this.closed(panel));
      this.panel = panel;
      this.complete();
    }
  }

  closed(panel) {
    if (this.panel !== panel) return;
    this.panel = undefined;
    if (location.hash.includes('/calls/')) history.replaceState(null, '', `#/runs/${encodeURIComponent(this.id)}`);
    // Where its row was drawn anew meanwhile, the browser has nothing to give the focus back to.
    if (document.activeElement === document.body) this.timeline.focus(panel.index);
  }

  /** Shows what has become known of the call that is open. */
  redrawPanel() {
    const call = this.panel?.isOpen ? this.model.call(this.panel.index) : undefined;
    if (!call || (call === this.panel.call && this.model.running === this.panel.going)) return;
    const ends = call.done && !this.panel.call.done;
    this.panel.draw(call, this.model.running);
    if (ends) this.complete();
  }

  /** Asks the history for the open call's answer, which is written a moment after the call, at latest when the run ends. */
  async complete() {
    const {panel} = this;
    for (let looks = 0; looks < LOOKS && this.panel === panel && panel.call.done && panel.isOpen && this.model.running; looks++) {
      if (looks) await pause(POLL_MS, this.stop.signal).catch(() => {});
      const report = await get(this.path, {signal: this.stop.signal}).catch(() => undefined);
      if (!report || !this.model.running) continue;
      this.model.merge(report);
      this.changed = true;
      this.redrawPanel();
    }
  }

  draw() {
    const {model} = this;
    const {report} = model;
    document.title = `${model.running ? 'Running' : model.failed ? `${count(model.failed)} failed` : 'Succeeded'} · Scheduler Runner`;
    replace(this.head,
      h('p', {class: 'crumbs'}, h('a', {href: '#/runs'}, 'Runs'), ' / ', h('span', {class: 'mono'}, this.id)),
      h('div', {class: 'bar'},
        h('h1', {}, status(model.status, this.title())),
        h('div', {class: 'controls'}, this.actions())),
      h('dl', {class: 'figures'},
        figure('Calls', model.running ? `${count(model.done)} / ${count(model.total)}` : count(model.total)),
        figure('Succeeded', count(model.successful)),
        figure('Not succeeded', count(model.failed), model.failed ? 'bad' : null),
        report.omitted ? figure('Left out', count(report.omitted)) : null,
        figure(model.running ? 'So far' : 'Took', h('span', {id: 'took'}, duration(model.elapsed(now())))),
        figure('Began', time(report.started_at)),
        figure('Trigger', report.trigger ?? '–'),
        report.schedule_time ? figure('Scheduled for', time(report.schedule_time)) : null),
      model.running ? progress(model) : null,
      this.problem ? h('div', {class: 'notice bad', role: 'alert'}, this.problem) : null);
    this.timeline.update();
    this.redrawPanel();
  }

  title() {
    const {model} = this;
    if (model.running) return 'Running';
    if (model.status === 'interrupted') return 'Interrupted';
    return model.failed ? `${plural(model.failed, 'call')} did not succeed` : model.total ? 'Everything succeeded' : 'Nothing to do';
  }

  actions() {
    if (this.model.running || !this.context.hasHistory) return null;
    const retry = this.model.failed ? h('button', {type: 'button', class: 'button primary', onclick: () => this.retry(retry)}, 'Retry failed') : null;
    return retry;
  }

  async retry(button) {
    button.disabled = true;
    this.problem = undefined;
    try {
      const answer = post(`${this.path}/retry`);
      // The answer comes when the run is over: what it does until then is watched, if it can be seen to have begun.
      const early = await Promise.race([answer, this.begun()]);
      const id = early?.run_id ?? early?.id ?? this.id;
      if (early?.results) remember(early);
      if (id !== this.id) {
        location.hash = `#/runs/${encodeURIComponent(id)}`;
        return;
      }
      answer.catch(() => {});
      await this.reload();
    } catch (error) {
      this.problem = `The retry did not begin: ${error.message}`;
      this.draw();
    }
  }

  async begun() {
    for (;;) {
      await pause(POLL_MS / 5, this.stop.signal);
      const report = await optional(this.path);
      if (report?.status === 'running') return report;
    }
  }

  async reload() {
    const report = await this.report();
    this.model.calls = [];
    this.model.merge(report);
    if (this.model.running) this.model.total = await this.planned();
    this.draw();
    if (this.model.running) this.follow();
    else this.finish();
  }

  /** Follows a run that goes on: by its events, else by asking again and again. */
  async follow() {
    this.timer = setInterval(() => this.tick(), TICK_MS);
    let after;
    try {
      for (let tries = 0; this.model.running && tries < RESUMPTIONS; tries++) {
        await events(`${this.path}/events`, {signal: this.stop.signal, after, on: (name, data, id) => {
          after = id ?? after;
          tries = 0;
          this.hear(name, data);
        }});
        if (this.over) break;
      }
    } catch (error) {
      if (this.stop.signal.aborted) return;
    }
    await this.poll();
  }

  hear(name, data) {
    if (name === 'started') this.model.started(data);
    else if (name === 'endpoint-started') this.model.endpointStarted(data);
    else if (name === 'endpoint') this.model.endpoint(data, now());
    else if (name === 'finished') this.over = true;
    this.changed = true;
  }

  async poll() {
    try {
      for (;;) {
        this.model.merge(await get(this.path, {signal: this.stop.signal}));
        this.changed = true;
        if (!this.model.running) break;
        await pause(POLL_MS, this.stop.signal);
      }
    } catch (error) {
      if (this.stop.signal.aborted) return;
      this.problem = `The run cannot be followed: ${error.message}`;
    }
    clearInterval(this.timer);
    this.draw();
    if (!this.model.running) this.finish();
  }

  tick() {
    if (this.changed) {
      this.changed = false;
      this.draw();
      announce(`${count(this.model.done)} of ${count(this.model.total)} calls done`);
    } else {
      const took = document.getElementById('took');
      if (took) took.textContent = duration(this.model.elapsed(now()));
      this.timeline.tick();
    }
  }

  finish() {
    this.over = false;
    announce(this.title());
    if (this.context.hasHistory) compare(this.changes, this.model.report).catch(() => replace(this.changes));
  }

  close() {
    this.stop.abort();
    clearInterval(this.timer);
    this.panel?.close();
    this.timeline?.close();
  }
}

function figure(name, value, className) {
  return h('div', {class: className}, h('dt', {}, name), h('dd', {}, value));
}

export function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, {once: true});
  });
}
