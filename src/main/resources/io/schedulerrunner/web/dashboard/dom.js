// Makes elements: h('a', {class: 'x', href: '#/'}, 'text', child, …). Nothing is ever parsed as HTML.

const SVG = 'http://www.w3.org/2000/svg';

export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'css') for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else element.setAttribute(name, value === true ? '' : value);
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

export function replace(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

export function announce(text) {
  const announcer = document.getElementById('announcer');
  if (announcer && announcer.textContent !== text) announcer.textContent = text;
}

/** Loading, empty and failed, the same everywhere. */
export function loading(what) {
  return h('p', {class: 'loading', role: 'status'}, `Loading ${what}…`);
}

export function empty(title, ...more) {
  return h('div', {class: 'empty'}, h('p', {class: 'empty-title'}, title), more.length ? h('p', {}, ...more) : null);
}

export function failure(error, again) {
  return h('div', {class: 'notice bad', role: 'alert'},
    h('p', {}, h('strong', {}, 'This could not be loaded. '), error.message),
    again ? h('button', {class: 'button', type: 'button', onclick: again}, 'Try again') : null);
}

const GLYPHS = {
  success: 'M4 10.5l4 4 8-9', failed: 'M5 5l10 10M15 5L5 15',
  warning: 'M10 4v8M10 15.5v.5', cancelled: 'M5 10h10', skipped: 'M5 10h10', omitted: 'M5 10h10',
  not_started: 'M5 10h10', interrupted: 'M5 10h10',
};

/** A status as a small mark with its word: never by colour alone. */
export function status(name, text) {
  const glyph = GLYPHS[name]
    ? svg('svg', {viewBox: '0 0 20 20', 'aria-hidden': 'true'}, svg('path', {d: GLYPHS[name]}))
    : h('span', {class: 'dot', 'aria-hidden': 'true'});
  return h('span', {class: `status ${tone(name)}`}, glyph, text ?? words(name));
}

export function tone(name) {
  switch (name) {
    case 'success': return 'good';
    case 'failed': return 'bad';
    case 'warning': return 'warn';
    case 'running': return 'busy';
    default: return 'idle';
  }
}

export function words(name) {
  const text = name.replaceAll('_', ' ');
  return text === 'success' ? 'Succeeded' : text[0].toUpperCase() + text.slice(1);
}

/** A modal dialog: closes on Escape, on its button and on a click beside it, and gives the focus back. */
export function dialog(title, {wide, onclose} = {}, ...children) {
  const id = `d${Math.random().toString(36).slice(2)}`;
  const element = h('dialog', {'aria-labelledby': id, class: wide ? 'wide' : null},
    h('div', {class: 'dialog-head'},
      h('h2', {id, tabindex: '-1', autofocus: true}, title),
      h('button', {class: 'icon', type: 'button', 'aria-label': 'Close', onclick: () => element.close()},
        svg('svg', {viewBox: '0 0 20 20', 'aria-hidden': 'true'}, svg('path', {d: GLYPHS.failed})))),
    h('div', {class: 'dialog-body'}, ...children));
  element.addEventListener('click', event => { if (event.target === element) element.close(); });
  element.addEventListener('close', () => { element.remove(); onclose?.(); });
  document.body.append(element);
  element.showModal();
  return element;
}
