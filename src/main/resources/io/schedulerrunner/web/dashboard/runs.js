import {get} from './api.js';
import {empty, failure, h, loading, replace, status, words} from './dom.js';
import {ago, count, duration, time} from './format.js';

const FILTERS = ['status', 'trigger', 'tag', 'endpoint'];

/** The filter that was changed last: it has the focus again once the page is drawn anew. */
let changed;

/** All runs, newest first, filtered by what the address says. */
export async function runsPage(main, query, context) {
  document.title = 'Runs · Scheduler Runner';
  const box = h('div', {}, loading('the runs'));
  replace(main, h('h1', {}, 'Runs'), filters(query, context), box);
  if (changed) main.querySelector(`[name="${changed}"]`)?.focus();
  changed = undefined;
  const load = async (cursor, into) => {
    try {
      const page = await get(`runs?${parameters(query, cursor)}`);
      const table = runTable(page.runs, Boolean(cursor));
      const more = page.next_cursor ? h('p', {}, h('button', {type: 'button', class: 'button', onclick: event => {
        event.target.parentElement.remove();
        load(page.next_cursor, into);
      }}, 'Older runs')) : null;
      if (cursor) into.append(table, ...(more ? [more] : []));
      else if (page.runs.length) replace(into, table, more);
      else replace(into, FILTERS.some(name => query.get(name)) ? empty('No run matches.') : empty('No run yet', 'Start one with ', h('strong', {}, 'Run now'), '.'));
    } catch (error) {
      replace(into, error.isMissing ? empty('No history', 'This service does not keep its runs.') : failure(error, () => load(cursor, into)));
    }
  };
  await load(undefined, box);
  return null;
}

function parameters(query, cursor) {
  const sent = new URLSearchParams({limit: '50'});
  for (const name of FILTERS) if (query.get(name)) sent.set(name, query.get(name));
  if (cursor) sent.set('cursor', cursor);
  return sent;
}

function filters(query, context) {
  const go = (name, value) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    changed = name;
    const text = next.toString();
    location.hash = text ? `#/runs?${text}` : '#/runs';
  };
  const choice = (name, label, all, values, shown = value => value) => h('label', {}, h('span', {}, label),
    h('select', {name, onchange: event => go(name, event.target.value)},
      ['', ...values].map(value => h('option', {value, selected: value === (query.get(name) ?? '')}, value ? shown(value) : all))));
  const tags = [...new Set(context.endpoints.flatMap(endpoint => endpoint.tags ?? []))].sort();
  return h('div', {class: 'filters', role: 'search', 'aria-label': 'Runs'},
    choice('status', 'Status', 'Any', ['running', 'success', 'warning', 'failed', 'interrupted'], words),
    choice('trigger', 'Trigger', 'Any', ['manual', 'scheduler', 'tick']),
    tags.length ? choice('tag', 'Tag', 'Any', tags) : null,
    h('label', {}, h('span', {}, 'Endpoint'), h('input', {type: 'search', name: 'endpoint', placeholder: 'Name', value: query.get('endpoint') ?? '', onchange: event => go('endpoint', event.target.value.trim())})));
}

export function runTable(runs, continued) {
  return h('table', {class: 'runs', 'aria-label': continued ? 'Older runs' : 'Runs'},
    h('thead', {class: continued ? 'hidden' : null}, h('tr', {}, ['Status', 'Began', 'Calls', 'Took', 'Trigger'].map(text => h('th', {scope: 'col', class: text === 'Trigger' ? 'wide-only' : null}, text)))),
    h('tbody', {}, runs.map(run => h('tr', {},
      h('td', {}, h('a', {href: `#/runs/${encodeURIComponent(run.id)}`}, status(run.status))),
      h('td', {}, time(run.started_at), h('span', {class: 'quiet wide-only'}, ' · ', ago(run.started_at))),
      h('td', {}, calls(run)),
      h('td', {class: 'number'}, run.status === 'running' ? '…' : duration(run.duration_ms)),
      h('td', {class: 'wide-only'}, run.trigger)))));
}

function calls(run) {
  return h('span', {class: 'split'}, run.failed ? [h('strong', {class: 'bad'}, `${count(run.failed)} failed`), ` of ${count(run.total_endpoints)}`]
    : run.status === 'running' ? count(run.endpoints) : count(run.total_endpoints ?? run.endpoints));
}
