import {h} from './dom.js';

const SPARE = 12;

/**
 * A long list of rows of one height that scrolls with the page: only rows near the window are in the document.
 * `render(item, index)` makes a row; a row with a `tick` function is told when time has passed.
 */
export class LongList {
  constructor({render, label, columns, className}) {
    this.render = render;
    this.items = [];
    this.rows = new Map();
    this.body = h('div', {role: 'rowgroup', class: 'long'});
    this.element = h('div', {role: 'table', 'aria-label': label, class: `table ${className ?? ''}`},
      columns ? h('div', {role: 'rowgroup', class: 'head'}, h('div', {role: 'row', 'aria-rowindex': '1', class: 'row'}, columns)) : null,
      this.body);
    this.offset = columns ? 2 : 1;
    this.onMove = () => {
      this.frame ??= requestAnimationFrame(() => {
        this.frame = undefined;
        this.draw();
      });
    };
    window.addEventListener('scroll', this.onMove, {passive: true});
    window.addEventListener('resize', this.onMove, {passive: true});
  }

  close() {
    window.removeEventListener('scroll', this.onMove);
    window.removeEventListener('resize', this.onMove);
  }

  show(items) {
    this.items = items;
    this.element.setAttribute('aria-rowcount', items.length + this.offset - 1);
    this.draw();
  }

  tick() {
    for (const row of this.rows.values()) row.tick?.();
  }

  /** Gives the focus to a row, where it is in the document. */
  focus(test) {
    focusIn(this.rows.values().find(row => test(row.item)));
  }

  draw() {
    // Read from the style, where it depends on the width of the window.
    const height = parseFloat(getComputedStyle(this.body).getPropertyValue('--row')) || 44;
    this.body.style.height = `${this.items.length * height}px`;
    const top = this.body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(-top / height) - SPARE);
    const last = Math.min(this.items.length, Math.ceil((window.innerHeight - top) / height) + SPARE);
    const focused = this.rows.entries().find(([, row]) => row.contains(document.activeElement))?.[0];
    for (const [index, row] of this.rows) {
      if (index < first || index >= last || row.item !== this.items[index]) {
        row.remove();
        this.rows.delete(index);
      }
    }
    let before = null;
    for (let index = last - 1; index >= first; index--) {
      let row = this.rows.get(index);
      if (!row) {
        row = this.make(index);
        this.rows.set(index, row);
        this.body.insertBefore(row, before);
      }
      row.style.transform = `translateY(${index * height}px)`;
      before = row;
    }
    if (focused !== undefined && !this.body.contains(document.activeElement)) {
      focusIn(this.rows.get(focused));
    }
  }

  make(index) {
    const row = this.render(this.items[index], index);
    row.setAttribute('role', 'row');
    row.setAttribute('aria-rowindex', index + this.offset);
    row.classList.add('row');
    row.item = this.items[index];
    return row;
  }
}

function focusIn(row) {
  row?.querySelector('a, button')?.focus({preventScroll: true});
}

export function cell(className, ...children) {
  return h('div', {role: 'cell', class: className}, ...children);
}

/** A heading that sorts. */
export function heading(text, className, sort) {
  return h('div', {role: 'columnheader', class: className, 'aria-sort': sort?.direction ?? null},
    sort ? h('button', {type: 'button', class: 'sort', onclick: sort.toggle}, text) : text);
}
