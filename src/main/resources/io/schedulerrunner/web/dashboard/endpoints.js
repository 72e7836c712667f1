import {now, optional, requests} from './api.js';
import {code} from './call.js';
import {inWords} from './cron.js';
import {announce, dialog, failure, h, loading, replace, status, svg} from './dom.js';
import {ago, count, duration, percent, plural, shortUrl, time, zone} from './format.js';
import {LongList, cell, heading} from './list.js';
import {nextOf, pauseButton} from './schedules.js';

const ORDERS = {
  name: (a, b) => a.name.localeCompare(b.name, undefined, {numeric: true}),
  rate: (a, b) => (a.stats?.success_rate ?? 2) - (b.stats?.success_rate ?? 2),
  p95: (a, b) => (b.stats?.p95_ms ?? -1) - (a.stats?.p95_ms ?? -1),
};

/** Every endpoint, with how it has been doing. */
export async function endpointsPage(main, query, context) {
  document.title = 'Endpoints · Scheduler Runner';
  replace(main, loading('the endpoints'));
  const page = new EndpointsPage(context, query);
  try {
    await page.load();
  } catch (error) {
    replace(main, failure(error, () => endpointsPage(main, query, context)));
    return null;
  }
  replace(main, page.element);
  page.update();
  return page;
}

class EndpointsPage {
  constructor(context, query) {
    this.context = context;
    this.filter = {text: query.get('q') ?? '', tag: query.get('tag') ?? '', show: query.get('show') ?? ''};
    this.order = null;
    this.reverse = false;
    this.found = h('p', {class: 'quiet', id: 'found'});
    this.headings = ['name', 'rate', 'p95'].map(name => ({name}));
    this.list = new LongList({label: 'Endpoints', className: 'endpoints', columns: this.columns(), render: item => this.row(item)});
    this.element = h('div', {}, h('div', {class: 'bar'}, h('h1', {}, 'Endpoints'), this.found), this.filters(), this.list.element);
  }

  async load() {
    const [statistics, schedules] = await Promise.all([optional('statistics'), optional('schedules')]);
    const stats = new Map((statistics?.endpoints ?? []).map(one => [one.name, one]));
    this.schedules = new Map((schedules?.schedules ?? []).map(one => [one.name, one]));
    this.items = this.context.endpoints.map(endpoint => ({
      ...endpoint, stats: stats.get(endpoint.name), next: this.schedules.get(endpoint.name),
      text: `${endpoint.name} ${endpoint.url ?? ''} ${(endpoint.tags ?? []).join(' ')}`.toLowerCase(),
    }));
  }

  columns() {
    const sorted = name => ({direction: 'none', toggle: () => this.sort(name)});
    return [heading('Endpoint', 'c-name', sorted('name')), heading('Last', 'c-code'), heading('Succeeds', 'c-rate', sorted('rate')),
      heading('Latest calls', 'c-spark'), heading('p50 / p95', 'c-p', sorted('p95')), heading('Schedule', 'c-when')];
  }

  filters() {
    const tags = [...new Set(this.context.endpoints.flatMap(endpoint => endpoint.tags ?? []))].sort();
    const change = (name, event) => {
      this.filter[name] = event.target.value;
      this.update();
    };
    return h('div', {class: 'filters', role: 'search', 'aria-label': 'Endpoints'},
      h('label', {class: 'grow'}, h('span', {}, 'Search'), h('input', {type: 'search', id: 'search', value: this.filter.text, placeholder: 'Name, address or tag', 'aria-describedby': 'found', oninput: event => change('text', event)})),
      tags.length ? h('label', {}, h('span', {}, 'Tag'), h('select', {onchange: event => change('tag', event)},
        h('option', {value: ''}, 'Any'), tags.map(tag => h('option', {selected: tag === this.filter.tag}, tag)))) : null,
      h('label', {}, h('span', {}, 'Show'), h('select', {onchange: event => change('show', event)},
        [['', 'All'], ['failing', 'Failing'], ['scheduled', 'Scheduled'], ['never', 'Never called']]
          .map(([value, text]) => h('option', {value, selected: value === this.filter.show}, text)))));
  }

  sort(name) {
    this.reverse = this.order === name && !this.reverse;
    this.order = name;
    const columns = this.list.element.querySelectorAll('[aria-sort]');
    Object.keys(ORDERS).forEach((key, i) =>
      columns[i].setAttribute('aria-sort', key !== name ? 'none' : this.reverse ? 'descending' : 'ascending'));
    this.update();
  }

  update() {
    const words = this.filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = this.items.filter(item => words.every(word => item.text.includes(word))
      && (!this.filter.tag || item.tags?.includes(this.filter.tag)) && wanted(item, this.filter.show));
    if (this.order) shown.sort((a, b) => ORDERS[this.order](a, b) * (this.reverse ? -1 : 1));
    this.list.show(shown);
    const text = shown.length === this.items.length ? plural(shown.length, 'endpoint')
      : `${count(shown.length)} of ${plural(this.items.length, 'endpoint')}`;
    this.found.textContent = text;
    announce(text);
  }

  row(item) {
    const {stats} = item;
    const state = stats === undefined ? 'idle' : stats.consecutive_failures ? 'failed' : 'success';
    return h('div', {},
      cell('c-name', status(state, h('span', {class: 'hidden'}, stats === undefined ? 'Not called yet' : stats.consecutive_failures ? 'Failing' : 'Working')),
        h('div', {}, h('a', {href: `#/endpoints/${encodeURIComponent(item.name)}`}, item.name),
          h('div', {class: 'url', title: `${item.method ?? ''} ${item.url ?? ''}`}, h('b', {}, item.method), ' ', shortUrl(item.url ?? '')))),
      cell('c-code', stats?.last_status_code ? h('span', {class: `tag ${stats.consecutive_failures ? 'bad' : ''}`}, stats.last_status_code)
        : h('span', {class: 'quiet'}, stats?.consecutive_failures ? 'none' : '–')),
      cell('c-rate', percent(stats?.success_rate)),
      cell('c-spark', stats?.recent?.length ? spark(stats.recent) : null),
      cell('c-p', stats ? [duration(stats.p50_ms), h('span', {class: 'quiet'}, ` / ${duration(stats.p95_ms)}`)] : '–'),
      cell('c-when', item.schedule ? h('span', {title: `${item.schedule} ${item.time_zone}`}, inWords(item.schedule),
        item.time_zone && item.time_zone !== 'UTC' ? h('small', {}, ` ${item.time_zone}`) : null) : h('span', {class: 'quiet'}, '–')));
  }

  /** The address names an endpoint, or none. */
  show(name) {
    this.dialog?.close();
    this.dialog = undefined;
    const item = name === undefined ? undefined : this.items.find(one => one.name === name);
    if (item) {
      this.dialog = openEndpoint(item, this.context, () => {
        if (location.hash.startsWith('#/endpoints/')) history.replaceState(null, '', '#/endpoints');
        this.dialog = undefined;
      });
    }
  }

  close() {
    this.list.close();
    this.dialog?.close();
  }
}

function wanted(item, show) {
  switch (show) {
    case 'failing': return Boolean(item.stats?.consecutive_failures);
    case 'scheduled': return Boolean(item.schedule);
    case 'never': return item.stats === undefined;
    default: return true;
  }
}

/** The latest calls as bars, oldest first: as high as they took long, in the failures' colour where they failed. */
function spark(recent) {
  const most = Math.max(1, ...recent.map(call => call.ms));
  const failed = recent.filter(call => !call.ok).length;
  return svg('svg', {class: 'spark', viewBox: '0 0 100 24', preserveAspectRatio: 'none', role: 'img',
    'aria-label': `${plural(recent.length, 'call')}, ${failed ? `${failed} failed` : 'none failed'}`},
  recent.map((call, i) => {
    const height = 3 + 21 * call.ms / most;
    return svg('rect', {x: i * 5, y: 24 - height, width: 3.6, height, class: call.ok ? 'good' : 'bad'});
  }));
}

function openEndpoint(item, context, onclose) {
  const request = h('div', {}, h('p', {class: 'quiet'}, 'Loading the request…'));
  const {stats, next} = item;
  const fact = (name, value) => value === null || value === undefined || value === false ? null : h('div', {}, h('dt', {}, name), h('dd', {}, value));
  const box = dialog(item.name, {wide: true, onclose},
    h('dl', {class: 'figures small'},
      fact('Succeeds', stats ? `${percent(stats.success_rate)} of ${plural(stats.calls, 'call')}` : 'not called yet'),
      fact('p50', stats && duration(stats.p50_ms)), fact('p95', stats && duration(stats.p95_ms)),
      fact('Failures in a row', stats?.consecutive_failures || null),
      fact('Last failure', stats?.last_failure_at && ago(stats.last_failure_at, now())),
      // Without a pointer there is no hovering to learn the zone from.
      fact(item.time_zone === zone ? 'Next' : `Next (${zone})`, next && !next.paused && nextOf(next) && time(nextOf(next)))),
    item.schedule ? h('p', {}, inWords(item.schedule), ' ', h('span', {class: 'quiet'}, h('code', {}, item.schedule), ` in ${item.time_zone}`), ' ',
      next ? pauseButton(next, () => {}) : null) : null,
    item.tags?.length ? h('p', {}, item.tags.map(tag => h('span', {class: 'tag'}, tag))) : null,
    h('h3', {}, 'Request'), request,
    context.hasHistory ? h('p', {}, h('a', {href: `#/runs?endpoint=${encodeURIComponent(item.name)}`}, 'Runs with this endpoint')) : null);
  requests().then(plan => replace(request, plan.has(item.name) ? code(plan.get(item.name).curl, 'the request as a curl command')
    : h('p', {}, h('code', {}, `${item.method ?? ''} ${item.url ?? ''}`))));
  return box;
}

