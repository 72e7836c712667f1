import {announce, h, replace, status, words} from './dom.js';
import {duration, plural} from './format.js';
import {LongList, cell, heading} from './list.js';
import {isFailed, pieces, ticks} from './model.js';

export const NAMES = {
  waiting: 'Waiting', dns: 'DNS', connect: 'Connect', tls: 'TLS', first_byte: 'First byte', body: 'Body',
  call: 'Call', other: 'Other', backoff: 'Back-off',
};

/** A bar for each call over the time of its run; searchable, with failures first where wanted. */
export class Timeline {
  constructor(model, {now, link}) {
    this.model = model;
    this.now = now;
    this.link = link;
    this.search = '';
    this.only = 'all';
    this.axis = h('div', {class: 'axis', 'aria-hidden': 'true'});
    this.legend = h('ul', {class: 'legend', 'aria-label': 'Colours of the bars'});
    this.none = h('p', {class: 'quiet none', hidden: true});
    this.list = new LongList({
      label: 'Calls of this run', className: 'timeline',
      columns: [heading('Call', 'c-name'), heading(this.axis, 'c-track'), heading('Time', 'c-time')],
      render: call => this.row(call),
    });
    this.axis.before(h('span', {class: 'hidden'}, 'Timeline'));
    this.element = h('section', {'aria-labelledby': 'timeline-title'},
      h('div', {class: 'bar'}, h('h2', {id: 'timeline-title'}, 'Timeline'), this.controls()),
      this.legend, this.list.element, this.none);
  }

  controls() {
    const filter = h('select', {'aria-label': 'Which calls', onchange: event => {
      this.only = event.target.value;
      this.update();
    }}, h('option', {value: 'all'}, 'All calls'), h('option', {value: 'failed'}, 'Not succeeded'),
    h('option', {value: 'retried'}, 'Retried'));
    const search = h('input', {type: 'search', placeholder: 'Find a call', 'aria-label': 'Find a call by name', oninput: event => {
      this.search = event.target.value.trim().toLowerCase();
      this.update();
    }});
    return h('div', {class: 'controls'}, search, filter);
  }

  update() {
    this.rescale();
    const calls = this.model.list().filter(call => this.wants(call));
    this.list.show(calls);
    this.none.hidden = calls.length > 0;
    this.none.textContent = this.model.list().length ? 'No call matches.'
      : this.model.running ? 'No call has begun yet.' : 'This run called nothing.';
    const kinds = new Set(calls.slice(0, 500).flatMap(call => this.pieces(call).map(piece => piece.kind)));
    replace(this.legend, Object.keys(NAMES).filter(kind => kinds.has(kind))
      .map(kind => h('li', {}, h('i', {class: `k-${kind}`, 'aria-hidden': 'true'}), NAMES[kind])));
    if (this.search) announce(plural(calls.length, 'call'));
  }

  /** Time has passed. */
  tick() {
    this.rescale();
    this.list.tick();
  }

  rescale() {
    const ends = this.model.list().reduce((most, call) => Math.max(most, call.endMs ?? 0), 0);
    this.length = Math.max(1, ends, this.model.elapsed(this.now()));
    // A label at the very end would stick out of a narrow page.
    replace(this.axis, ticks(this.length, 5).filter(at => at < this.length * 0.85).map(at =>
      h('span', {css: {left: `${at / this.length * 100}%`}}, at === 0 ? '0' : duration(at))));
  }

  wants(call) {
    return call.name.toLowerCase().includes(this.search)
      && (this.only !== 'failed' || isFailed(call)) && (this.only !== 'retried' || call.attempts > 1);
  }

  pieces(call) {
    return pieces(call, this.model.startedMs, this.now());
  }

  row(call) {
    const track = h('div', {class: 'track'});
    const time = cell('c-time');
    const row = h('div', {class: call.done ? null : 'going'},
      cell('c-name', status(call.status, h('span', {class: 'hidden'}, words(call.status))),
        h('a', {href: this.link(call), title: call.endpoint ?? call.name}, call.name),
        call.error_type ? h('span', {class: 'tag bad'}, call.status_code ?? call.error_type) : null,
        call.attempts > 1 ? h('span', {class: 'tag'}, `${call.attempts}×`) : null,
        call.reused ? h('span', {class: 'tag'}, 'reused') : null),
      cell('c-track', track), time);
    row.tick = () => this.fillRow(call, track, time);
    row.tick();
    return row;
  }

  fillRow(call, track, time) {
    const all = this.pieces(call);
    replace(track, all.map(piece => h('i', {
      class: `k-${piece.kind}${piece.failed ? ' broken' : ''}`,
      title: `${NAMES[piece.kind]}${piece.attempt > 1 ? `, attempt ${piece.attempt}` : ''}: ${duration(piece.to - piece.from)}`,
      css: {left: `${piece.from / this.length * 100}%`, width: `${(piece.to - piece.from) / this.length * 100}%`},
    })));
    replace(time, call.done ? duration(call.duration_ms) : duration(Math.max(0, this.now() - this.model.startedMs - call.startMs)));
  }

  focus(index) {
    this.list.focus(call => call.index === index);
  }

  close() {
    this.list.close();
  }
}

/** How far a run is, as a bar in three colours. */
export function progress(model) {
  const share = n => `${model.total ? n / model.total * 100 : 0}%`;
  return h('div', {
    class: 'progress', role: 'progressbar', 'aria-label': 'Calls done', 'aria-valuemin': '0',
    'aria-valuemax': model.total, 'aria-valuenow': model.done,
  }, h('i', {class: 'good', css: {width: share(model.successful)}}), h('i', {class: 'bad', css: {width: share(model.failed)}}));
}

