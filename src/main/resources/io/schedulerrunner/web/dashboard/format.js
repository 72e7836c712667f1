import {h} from './dom.js';

const number = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const day = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short'});
const dayYear = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', year: 'numeric'});

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function count(n) {
  return number.format(n);
}

export function plural(n, one, many = `${one}s`) {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function percent(rate) {
  if (rate === null || rate === undefined) return '–';
  const text = (rate * 100).toFixed(rate < 1 && rate > 0.99 ? 2 : rate === 1 || rate === 0 ? 0 : 1);
  return `${text} %`;
}

/** Milliseconds for people: 0.4 ms, 87 ms, 1.33 s, 2 min 5 s. */
export function duration(ms) {
  if (ms === null || ms === undefined) return '–';
  if (ms === 0) return '0 ms';
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 9995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round(seconds % 3600 / 60)} min`;
}

/** A moment in the viewer's zone; UTC on hover. */
export function time(iso) {
  if (!iso) return '–';
  const at = new Date(iso);
  const now = new Date();
  const today = at.toDateString() === now.toDateString();
  const date = today ? '' : (at.getFullYear() === now.getFullYear() ? day : dayYear).format(at) + ', ';
  return h('time', {datetime: iso, title: `${utc(iso)} (shown in ${zone})`}, date + clock.format(at));
}

export function utc(iso) {
  return new Date(iso).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

/** How long ago, or in how long; the moment on hover in both zones. */
export function ago(iso, now = Date.now()) {
  if (!iso) return '–';
  const at = new Date(iso);
  return h('time', {datetime: iso, title: `${day.format(at)}, ${clock.format(at)} ${zone} · ${utc(iso)}`}, distance(at - now));
}

export function distance(ms) {
  const seconds = Math.abs(ms) / 1000;
  const text = seconds < 45 ? `${Math.max(1, Math.round(seconds))} s`
    : seconds < 2700 ? `${Math.max(1, Math.round(seconds / 60))} min`
    : seconds < 79_200 ? `${Math.max(1, Math.round(seconds / 3600))} h`
    : plural(Math.max(1, Math.round(seconds / 86_400)), 'day');
  return ms > 0 ? `in ${text}` : `${text} ago`;
}

export function json(value) {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** A path without what every URL has. */
export function shortUrl(url) {
  return url.replace(/^https?:\/\//, '');
}
