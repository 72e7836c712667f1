import {post} from './api.js';
import {h, replace} from './dom.js';
import {ago, time} from './format.js';

const SHOWN = 6;

/** When something fires next, soonest first; with a button to pause each schedule. */
export function upcoming(schedules, now) {
  const next = schedules.filter(one => one.paused || nextOf(one))
    .sort((a, b) => Number(Boolean(a.paused)) - Number(Boolean(b.paused)) || Date.parse(nextOf(a) ?? 0) - Date.parse(nextOf(b) ?? 0));
  if (!next.length) return h('p', {class: 'quiet'}, 'Nothing is scheduled.');
  const list = h('ul', {class: 'rows'}, next.slice(0, SHOWN).map(one => line(one, now)));
  const rest = next.length - SHOWN;
  return rest > 0 ? [list, h('p', {class: 'quiet'}, `and ${rest} more`)] : list;
}

function line(schedule, now) {
  const when = h('span', {class: 'quiet'});
  const show = () => replace(when, schedule.paused ? 'paused' : [time(nextOf(schedule)), ' · ', ago(nextOf(schedule), now)]);
  show();
  return h('li', {}, h('a', {href: `#/endpoints/${encodeURIComponent(schedule.name)}`}, schedule.name), when,
    pauseButton(schedule, show));
}

export function nextOf(schedule) {
  return schedule.next;
}

export function pauseButton(schedule, changed) {
  const button = h('button', {type: 'button', class: 'button small', onclick: async () => {
    button.disabled = true;
    try {
      await post(`schedules/${encodeURIComponent(schedule.name)}/${schedule.paused ? 'resume' : 'pause'}`);
      schedule.paused = !schedule.paused;
      changed();
      label();
    } catch (error) {
      button.title = error.message;
      button.textContent = 'Failed';
    }
    button.disabled = false;
  }});
  const label = () => {
    button.textContent = schedule.paused ? 'Resume' : 'Pause';
    button.setAttribute('aria-label', `${button.textContent} ${schedule.name}`);
  };
  label();
  return button;
}
