import {now, optional} from './api.js';
import {empty, failure, h, loading, replace, status, tone, words} from './dom.js';
import {ago, count, duration, percent, plural} from './format.js';
import {runTable} from './runs.js';
import {nextOf, upcoming} from './schedules.js';

const REFRESH_MS = 15_000;
const STRIP = 48;
const LATEST = 8;

/** The state at a glance. */
export async function overviewPage(main, context) {
  document.title = 'Scheduler Runner';
  replace(main, loading('the state of the service'));
  let closed = false;
  let shown = '';
  const refresh = async () => {
    try {
      const [page, statistics, schedules] = await Promise.all([
        optional(`runs?limit=${STRIP}`), optional('statistics'), optional('schedules')]);
      const state = JSON.stringify([page, statistics, schedules]);
      // What has not changed is not drawn again: a reader's place is kept.
      if (closed || state === shown) return;
      shown = state;
      replace(main, page ? glance(context, page.runs, statistics?.endpoints ?? [], schedules?.schedules)
        : withoutHistory(context));
    } catch (error) {
      if (!closed && !shown) replace(main, failure(error, refresh));
    }
  };
  await refresh();
  const timer = setInterval(() => { if (!document.hidden) refresh(); }, REFRESH_MS);
  return {close: () => {
    closed = true;
    clearInterval(timer);
  }};
}

function withoutHistory(context) {
  return [headline('idle', plural(context.endpoints.length, 'endpoint'), 'This service keeps no history of its runs.'), listed(context)];
}

function listed(context) {
  return h('section', {}, h('h2', {}, 'Endpoints'), h('ul', {class: 'rows'}, context.endpoints.slice(0, 50).map(endpoint =>
    h('li', {}, h('a', {href: `#/endpoints/${encodeURIComponent(endpoint.name)}`}, endpoint.name),
      h('code', {class: 'quiet'}, `${endpoint.method ?? ''} ${endpoint.url ?? ''}`)))));
}

function glance(context, runs, statistics, schedules) {
  const failing = statistics.filter(endpoint => endpoint.consecutive_failures > 0)
    .sort((a, b) => b.consecutive_failures - a.consecutive_failures);
  const running = runs.filter(run => run.status === 'running');
  if (!runs.length) {
    return [headline('idle', 'Ready', `${plural(context.endpoints.length, 'endpoint')} configured, and no run yet.`),
      empty('No run yet', 'Start one with ', h('strong', {}, 'Run now'), ', or with ', h('code', {}, 'curl -X POST …/execute'), '.'), listed(context)];
  }
  const last = runs.find(run => run.status !== 'running') ?? runs[0];
  const title = failing.length ? `${plural(failing.length, 'endpoint')} ${failing.length === 1 ? 'is' : 'are'} failing` : 'Everything is working';
  return [
    headline(failing.length ? 'failed' : running.length ? 'running' : 'success', title,
      [running.length ? [`${plural(running.length, 'run')} going on. `] : null, 'Last run ', ago(last.started_at, now()), last.duration_ms === undefined ? '.' : ` with ${plural(last.total_endpoints, 'call')} in ${duration(last.duration_ms)}.`]),
    figures(context, runs, statistics, schedules),
    strip(runs),
    h('div', {class: 'columns'},
      h('section', {'aria-labelledby': 'failing'}, h('h2', {id: 'failing'}, 'Failing now'), failingList(failing)),
      schedules ? h('section', {'aria-labelledby': 'next'}, h('h2', {id: 'next'}, 'Next'), upcoming(schedules, now())) : null),
    h('section', {'aria-labelledby': 'latest'},
      h('div', {class: 'bar'}, h('h2', {id: 'latest'}, 'Latest runs'), h('a', {href: '#/runs'}, 'All runs')),
      runTable(runs.slice(0, LATEST)))];
}

function headline(name, title, text) {
  return h('div', {class: `headline ${tone(name)}`}, h('h1', {}, status(name, title)), h('p', {}, text));
}

function figures(context, runs, statistics, schedules) {
  const calls = statistics.reduce((sum, one) => sum + one.calls, 0);
  const good = statistics.reduce((sum, one) => sum + one.calls * one.success_rate, 0);
  const next = schedules?.filter(one => !one.paused && nextOf(one)).map(nextOf).sort()[0];
  const finished = runs.filter(run => run.status !== 'running');
  const clean = finished.filter(run => run.status === 'success' || run.status === 'warning').length;
  return h('dl', {class: 'figures'},
    figure('Endpoints', h('a', {href: '#/endpoints'}, count(context.endpoints.length))),
    figure('Calls that succeed', calls ? percent(good / calls) : '–'),
    figure(`Clean runs of ${finished.length}`, count(clean)),
    figure('Median run', duration(median(finished.map(run => run.duration_ms).filter(Number.isFinite)))),
    next ? figure('Next run', ago(next, now())) : null);
}

function figure(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

function median(values) {
  return values.length ? values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] : null;
}

/** The last runs as bars, oldest first: as high as they took long, so that a change of pace is seen. */
function strip(runs) {
  const longest = Math.max(1, ...runs.map(run => run.duration_ms ?? 0));
  return h('section', {'aria-labelledby': 'strip'}, h('h2', {id: 'strip', class: 'hidden'}, 'Last runs'),
    h('div', {class: 'strip-box', css: {'max-width': `${runs.length * 31}px`}}, h('ol', {class: 'strip'}, runs.toReversed().map(run => {
      const text = `${words(run.status)}: ${run.failed ? `${count(run.failed)} of ` : ''}${plural(run.total_endpoints ?? run.endpoints, 'call')}${run.failed ? ' failed' : ''}, ${run.duration_ms === undefined ? 'going on' : duration(run.duration_ms)}, ${new Date(run.started_at).toLocaleString()}`;
      const height = 22 + 78 * Math.sqrt((run.duration_ms ?? longest) / longest);
      return h('li', {}, h('a', {class: tone(run.status), href: `#/runs/${encodeURIComponent(run.id)}`, 'aria-label': text, title: text},
        h('i', {css: {height: `${height}%`}})));
    })),
    h('p', {class: 'strip-ends', 'aria-hidden': 'true'}, h('span', {}, ago(runs.at(-1).started_at, now())), h('span', {}, 'now'))));
}

function failingList(failing) {
  if (!failing.length) return h('p', {class: 'quiet'}, 'Nothing: every endpoint succeeded the last time it was called.');
  return [h('ul', {class: 'rows'}, failing.slice(0, 10).map(endpoint => h('li', {},
    h('span', {}, status('failed', h('span', {class: 'hidden'}, 'Failing')), h('a', {href: `#/endpoints/${encodeURIComponent(endpoint.name)}`}, endpoint.name),
      endpoint.last_status_code ? h('span', {class: 'tag bad'}, endpoint.last_status_code) : null),
    h('span', {class: 'quiet'}, endpoint.consecutive_failures === 1 ? 'once, ' : `${count(endpoint.consecutive_failures)} times in a row, `,
      endpoint.failing_since ? [endpoint.consecutive_failures === 1 ? null : 'first ', ago(endpoint.failing_since, now())] : ['last ', ago(endpoint.last_failure_at, now())])))),
  failing.length > 10 ? h('p', {}, h('a', {href: '#/endpoints?show=failing'}, `All ${count(failing.length)}`)) : null];
}
