import {h, replace, svg} from './dom.js';

// How the page looks is kept; who one is, is not.
const KEY = 'theme';
const NEXT = {auto: 'dark', dark: 'light', light: 'auto'};
const ICONS = {
  auto: 'M10 3a7 7 0 100 14 7 7 0 000-14zM10 3v14',
  dark: 'M16 12a6.500 6.500 0 01-8-8 6.500 6.500 0 108 8z',
  light: 'M10 6.500a3.500 3.500 0 100 7 3.500 3.500 0 000-7zM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600L16 16M16 4l-1.400 1.400M5.400 14.600L4 16',
};

function stored() {
  try {
    const theme = localStorage.getItem(KEY);
    return theme in NEXT ? theme : 'auto';
  } catch {
    return 'auto';
  }
}

function apply(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function themeButton() {
  let theme = stored();
  const button = h('button', {class: 'icon', type: 'button', onclick: () => {
    theme = NEXT[theme];
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    show();
  }});
  const show = () => {
    apply(theme);
    const label = `Theme: ${theme === 'auto' ? 'as the system' : theme}`;
    button.setAttribute('aria-label', label);
    button.title = label;
    replace(button, svg('svg', {viewBox: '0 0 20 20', 'aria-hidden': 'true'}, svg('path', {d: ICONS[theme]})));
  };
  show();
  return button;
}
