import {ApiError, get, signIn, signOut} from './api.js';
import {h, replace} from './dom.js';

export function signInPage(main, reason, done) {
  document.title = 'Sign in · Scheduler Runner';
  const problem = h('p', {class: 'problem', role: 'alert', id: 'problem'}, reason ?? '');
  const input = h('input', {
    type: 'password', id: 'key', name: 'key', autocomplete: 'current-password', required: true, spellcheck: 'false',
    'aria-describedby': 'problem key-hint',
  });
  const button = h('button', {class: 'button primary', type: 'submit'}, 'Sign in');
  const submit = async event => {
    event.preventDefault();
    button.disabled = true;
    problem.textContent = '';
    signIn(input.value.trim());
    try {
      done(await get('./'));
    } catch (error) {
      signOut();
      problem.textContent = error instanceof ApiError && error.needsKey ? 'This key is not valid.' : error.message;
      button.disabled = false;
      input.select();
    }
  };
  replace(main,
    h('form', {class: 'sign-in', onsubmit: submit},
      h('h1', {}, 'Sign in'),
      h('label', {for: 'key'}, 'API key'),
      input,
      problem,
      button,
      h('p', {class: 'hint', id: 'key-hint'}, 'One of the keys in ', h('code', {}, 'API_KEY'),
        '. It is kept in this tab only and is gone when you close it.')));
  input.focus();
}
