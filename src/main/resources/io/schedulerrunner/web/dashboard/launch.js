import {ApiError, get, post} from './api.js';
import {dialog, empty, h, replace} from './dom.js';
import {count, duration, plural} from './format.js';

const SOON_MS = 300;
const SHOWN = 200;

/** Reports of services that keep no history, for as long as this page is open. */
const reports = new Map();

export function remember(report) {
  reports.set(report.run_id, report);
}

export function remembered(id) {
  return reports.get(id);
}

/** Asks what to run; then runs it and shows the run, or shows what it would do. */
export function launch(context) {
  const tags = [...new Set(context.endpoints.flatMap(endpoint => endpoint.tags ?? []))].sort();
  const parallel = h('input', {type: 'checkbox', id: 'parallel', checked: true});
  const boxes = tags.map((tag, i) => h('input', {type: 'checkbox', id: `tag-${i}`, value: tag}));
  const outcome = h('div', {class: 'outcome', 'aria-live': 'polite'});
  const body = () => {
    const chosen = boxes.filter(box => box.checked).map(box => box.value);
    return {...(chosen.length ? {tags: chosen} : {}), ...(parallel.checked ? {} : {parallel: false})};
  };
  const buttons = [
    h('button', {type: 'button', class: 'button', onclick: () => tryOut()}, 'Dry run'),
    h('button', {type: 'button', class: 'button primary', onclick: () => run()}, 'Run'),
  ];
  const box = dialog('Run now', {wide: true},
    h('p', {}, `Calls ${boxes.length ? 'all' : 'the'} ${plural(context.endpoints.length, 'configured endpoint')}${boxes.length ? ', or those with one of the chosen tags' : ''}.`),
    boxes.length ? h('fieldset', {}, h('legend', {}, 'Tags'), h('div', {class: 'chips'}, boxes.map(one =>
      h('label', {class: 'chip', for: one.id}, one, one.value)))) : null,
    h('p', {}, h('label', {class: 'check', for: 'parallel'}, parallel, 'In parallel')),
    h('p', {class: 'buttons'}, buttons), outcome);
  const busy = on => buttons.forEach(button => { button.disabled = on; });

  async function tryOut() {
    busy(true);
    replace(outcome, h('p', {class: 'quiet'}, 'Working out what would be called…'));
    try {
      replace(outcome, plan(await post('execute', {...body(), dry_run: true})));
    } catch (error) {
      replace(outcome, problem(error));
    }
    busy(false);
  }

  async function run() {
    busy(true);
    replace(outcome, h('p', {class: 'quiet'}, 'Starting…'));
    try {
      const id = await start(body(), context);
      box.close();
      location.hash = `#/runs/${encodeURIComponent(id)}`;
    } catch (error) {
      replace(outcome, problem(error));
      busy(false);
    }
  }
}

/** Starts a run; resolves with its id as soon as that is known, which may be when it is over. */
async function start(body, context) {
  const key = `dashboard-${[...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
  let over = false;
  const report = post('execute', body, {'Idempotency-Key': key}).then(answer => {
    if (answer.run_id) remember(answer);
    return answer.run_id ?? answer.running_run_id;
  }).finally(() => { over = true; });
  if (!context.hasHistory) return report;
  return Promise.race([report, seen(key, () => over).then(id => id ?? report)]);
}

async function seen(key, isOver) {
  while (!isOver()) {
    await new Promise(resolve => { setTimeout(resolve, SOON_MS); });
    const page = await get('runs?limit=10').catch(() => ({runs: []}));
    const found = page.runs.find(run => run.key === key);
    if (found) return found.id;
  }
  return undefined;
}

function problem(error) {
  const details = error instanceof ApiError ? error.body?.details : undefined;
  return h('div', {class: 'notice bad', role: 'alert'}, h('p', {}, error.message),
    details ? h('ul', {}, details.map(one => h('li', {}, `${one.where}: ${one.message}`))) : null);
}

function plan(planned) {
  if (!planned.endpoints.length) return empty('Nothing would be called.');
  return h('div', {},
    h('h3', {}, `${plural(planned.total_endpoints, 'call')} would be made`),
    h('p', {class: 'quiet'}, `${planned.execution_mode === 'parallel' ? `In parallel, at most ${count(planned.max_workers)} at a time` : 'One after another'}, with a deadline of ${duration(planned.deadline * 1000)}. Nothing was called.`),
    h('ol', {class: 'plan'}, planned.endpoints.slice(0, SHOWN).map(endpoint => h('li', {},
      h('strong', {}, endpoint.name), ' ', h('code', {}, `${endpoint.method} ${endpoint.endpoint}`),
      endpoint.depends_on.length ? h('span', {class: 'quiet'}, ` after ${endpoint.depends_on.join(', ')}`) : null))),
    planned.endpoints.length > SHOWN ? h('p', {class: 'quiet'}, `and ${count(planned.endpoints.length - SHOWN)} more`) : null);
}
