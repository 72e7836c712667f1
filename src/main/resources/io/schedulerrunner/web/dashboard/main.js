import {ApiError, forget, get, isSignedIn, learnTime, optional, signOut} from './api.js';
import {failure, h, loading, replace} from './dom.js';
import {endpointsPage} from './endpoints.js';
import {launch} from './launch.js';
import {overviewPage} from './overview.js';
import {runPage} from './run.js';
import {runsPage} from './runs.js';
import {signInPage} from './signin.js';
import {themeButton} from './theme.js';

const main = document.getElementById('main');
const nav = document.getElementById('nav');
const tools = document.getElementById('tools');

let context;
let current = {key: undefined, page: undefined};
let turn = 0;

function route() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  return {parts, query: new URLSearchParams(query)};
}

/** Which page an address means; `key` stays the same while only something on the page opens or closes. */
function pageOf({parts, query}) {
  const [section, id, , index] = parts;
  if (section === 'endpoints') {
    return {key: `endpoints?${query}`, section, open: () => endpointsPage(main, query, context), inner: id};
  }
  if (section === 'runs' && id !== undefined) {
    return {key: `run ${id}`, section, open: () => runPage(main, id, context), inner: index};
  }
  if (section === 'runs') return {key: `runs?${query}`, section, open: () => runsPage(main, query, context)};
  return {key: 'overview', section: '', open: () => overviewPage(main, context)};
}

async function show() {
  if (!context) return;
  const wanted = pageOf(route());
  for (const link of nav.querySelectorAll('a')) {
    if (link.getAttribute('href') === `#/${wanted.section}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (wanted.key !== current.key) {
    const mine = ++turn;
    const first = current.key === undefined;
    current.page?.close?.();
    current = {key: wanted.key, page: undefined};
    scrollTo(0, 0);
    if (!first) main.focus({preventScroll: true});
    const page = await wanted.open();
    if (mine !== turn) {
      page?.close?.();
      return;
    }
    current.page = page;
  }
  current.page?.show?.(wanted.inner);
}

async function enter(index) {
  learnTime(index.timestamp);
  forget();
  const endpoints = (index.endpoints?.items ?? (index.endpoints?.names ?? []).map(name => ({name, tags: []})))
    .map(endpoint => endpoint.time_zone === 'Z' ? {...endpoint, time_zone: 'UTC'} : endpoint);
  context = {index, endpoints, hasHistory: (index.routes ?? []).some(one => one.path === '/runs') || await optional('runs?limit=1') !== null};
  nav.hidden = false;
  replace(tools,
    h('button', {type: 'button', class: 'button primary', onclick: () => launch(context)}, 'Run now'),
    themeButton(),
    isSignedIn() ? h('button', {type: 'button', class: 'button quiet-button', onclick: leave}, 'Sign out') : null);
  current = {key: undefined, page: undefined};
  show();
}

function leave() {
  signOut();
  forget();
  current.page?.close?.();
  location.hash = '#/';
  askForKey();
}

function askForKey(reason) {
  context = undefined;
  nav.hidden = true;
  replace(tools, themeButton());
  signInPage(main, reason, enter);
}

async function begin() {
  replace(tools, themeButton());
  replace(main, loading('the service'));
  try {
    await enter(await get('./'));
  } catch (error) {
    if (error instanceof ApiError && error.needsKey) {
      const stale = isSignedIn();
      signOut();
      askForKey(stale ? 'The key that was used before is no longer valid.' : undefined);
    } else {
      replace(main, failure(error, begin));
    }
  }
}

window.addEventListener('hashchange', show);
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  main.focus();
});
begin();
