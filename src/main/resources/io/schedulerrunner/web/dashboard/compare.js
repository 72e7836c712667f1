import {optional} from './api.js';
import {h, replace, status} from './dom.js';
import {duration, plural, time} from './format.js';

const SLOWER = 2;
const NOTICEABLE_MS = 100;
const MOST = 12;

/** What is different from the run before: looked for when the run is over. */
export async function compare(element, report) {
  const before = await previous(report);
  if (!before) {
    replace(element, h('h2', {}, 'Compared with the run before'), h('p', {class: 'quiet'}, 'There is no earlier run to compare with.'));
    return;
  }
  const old = new Map(lines(before).map(line => [line.name, line]));
  const now = lines(report);
  const names = new Set(now.map(line => line.name));
  const groups = [
    ['Fails now', now.filter(line => !good(line) && good(old.get(line.name)))],
    ['Works again', now.filter(line => good(line) && old.has(line.name) && !good(old.get(line.name)))],
    ['Still fails', now.filter(line => !good(line) && old.has(line.name) && !good(old.get(line.name)))],
    ['Much slower', now.filter(line => slower(line, old.get(line.name)))],
    ['Much faster', now.filter(line => slower(old.get(line.name), line))],
    ['New', now.filter(line => !old.has(line.name))],
    ['Gone', [...old.values()].filter(line => !names.has(line.name))],
  ].filter(([, found]) => found.length);
  replace(element,
    h('h2', {}, 'Compared with the run before'),
    h('p', {class: 'quiet'}, h('a', {href: `#/runs/${encodeURIComponent(before.run_id)}`}, 'The run of ', time(before.started_at)),
      ` took ${duration(before.duration_ms)}, this one ${duration(report.duration_ms)}.`),
    groups.length ? h('dl', {class: 'changes'}, groups.map(([title, found]) => group(title, found, old)))
      : h('p', {}, 'Nothing worth mentioning has changed.'));
}

function group(title, found, old) {
  return h('div', {}, h('dt', {}, title, ' ', h('small', {}, plural(found.length, 'call'))),
    h('dd', {}, h('ul', {}, found.slice(0, MOST).map(line => h('li', {}, status(line.status, line.name),
      h('span', {class: 'quiet'}, change(old.get(line.name), line)))),
    found.length > MOST ? h('li', {class: 'quiet'}, `and ${found.length - MOST} more`) : null)));
}

function change(before, line) {
  return before && before !== line && before.duration_ms + line.duration_ms > 0 ? `${duration(before.duration_ms)} → ${duration(line.duration_ms)}` : line.duration_ms ? duration(line.duration_ms) : '';
}

async function previous(report) {
  const page = await optional(`runs?limit=20&to=${encodeURIComponent(report.started_at)}`);
  const found = page?.runs?.find(run => run.id !== report.run_id && run.status !== 'running' && run.started_at <= report.started_at);
  return found ? optional(`runs/${encodeURIComponent(found.id)}`) : null;
}

function lines(report) {
  return [...report.results, ...report.errors].sort((a, b) => a.index - b.index);
}

function good(line) {
  return line !== undefined && (line.status === 'success' || line.status === 'warning');
}

function slower(line, before) {
  return good(line) && good(before) && line.duration_ms > before.duration_ms * SLOWER
    && line.duration_ms - before.duration_ms > NOTICEABLE_MS;
}
