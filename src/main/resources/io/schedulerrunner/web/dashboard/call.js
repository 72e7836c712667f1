import {requests} from './api.js';
import {dialog, h, replace, status} from './dom.js';
import {duration, json, time} from './format.js';
import {NAMES} from './timeline.js';

/** One call of a run: what was asked, what came back, and each attempt; drawn anew as more becomes known. */
export class CallPanel {
  constructor(call, going, onclose) {
    this.box = dialog(call.name, {wide: true, onclose});
    this.body = this.box.querySelector('.dialog-body');
    this.draw(call, going);
  }

  get index() {
    return this.call.index;
  }

  /** Whether something is still to be learnt of the call: events tell of its end, but not what was answered. */
  get isOpen() {
    return !this.call.done || !('response' in this.call);
  }

  draw(call, going) {
    this.call = call;
    this.going = going;
    const request = h('div', {}, h('p', {class: 'quiet'}, 'Loading the request…'));
    const wasWithin = this.body.contains(document.activeElement);
    replace(this.body, outline(call), h('h3', {}, 'Request'), request, response(call, going), attempts(call));
    if (wasWithin) this.box.querySelector('h2').focus();
    requests().then(plan => replace(request, requestOf(call, plan.get(call.name))));
  }

  close() {
    this.box.close();
  }
}

function outline(call) {
  return [
    h('p', {class: 'facts'},
      status(call.status),
      call.status_code ? h('span', {}, `HTTP ${call.status_code}`) : null,
      call.done ? h('span', {}, duration(call.duration_ms)) : null,
      call.timestamp ? h('span', {}, time(call.timestamp)) : null,
      call.reused ? h('span', {}, 'not called again') : null),
    call.error ? h('div', {class: 'notice bad'}, h('strong', {}, call.error_type), ' ', call.error) : null];
}

function requestOf(call, planned) {
  if (call.curl) return code(call.curl, 'the request as a curl command');
  if (!planned) return code(`${call.method ?? ''} ${call.endpoint ?? call.name}`.trim(), 'the request');
  return [code(planned.curl, 'the request as a curl command'),
    h('p', {class: 'hint'}, 'As it is configured now, with secrets hidden.')];
}

export function code(text, what) {
  const copied = h('button', {type: 'button', class: 'copy', 'aria-label': `Copy ${what}`, onclick: async () => {
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(block);
      copied.textContent = 'Selected';
    }
  }}, 'Copy');
  const block = h('pre', {tabindex: '0', role: 'region', 'aria-label': what}, h('code', {}, unbroken(text)));
  return h('div', {class: 'code'}, block, copied);
}

/** A line is broken between words, but never behind the hyphens of an option. */
function unbroken(text) {
  return text.split(/(--?[a-zA-Z][\w-]*)(?= |$)/).map((piece, i) => (i % 2 ? h('span', {class: 'whole'}, piece) : piece));
}

function response(call, going) {
  if (!call.done) return h('p', {class: 'quiet'}, 'It is still going on.');
  const text = json(call.response);
  const notes = [call.response_truncated ? 'cut off' : null, call.response_encoding].filter(Boolean).join(', ');
  return [h('h3', {}, 'Response', notes ? h('small', {}, ` (${notes})`) : null),
    text ? code(text, 'the response') : h('p', {class: 'quiet'}, withoutText(call, going))];
}

function withoutText(call, going) {
  if (!call.status_code) return 'None came.';
  if ('response' in call) return 'It has no content.';
  return going ? 'Not recorded yet.' : 'It was not recorded.';
}

function attempts(call) {
  if (!call.done) return null;
  const details = call.attempt_details;
  if (!details?.length) return h('p', {class: 'quiet'}, `Attempts: ${call.attempts ?? 0}`);
  const phases = ['dns', 'connect', 'tls', 'first_byte', 'body'].filter(name => details.some(one => one.phases?.[`${name}_ms`] !== undefined));
  return [h('h3', {id: 'attempts'}, 'Attempts'),
    h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'attempts'},
      h('table', {class: 'plain'},
        h('thead', {}, h('tr', {}, ['#', 'Began', 'Outcome', ...phases.map(name => NAMES[name]), 'Total', 'Address']
          .map(text => h('th', {scope: 'col'}, text)))),
        h('tbody', {}, details.map(one => h('tr', {},
          h('td', {}, one.number),
          h('td', {}, time(one.started_at)),
          h('td', {class: 'text'}, one.error_type ? status('failed', one.error_type) : status('success', one.status_code ? `HTTP ${one.status_code}` : 'Succeeded'),
            one.error ? h('div', {class: 'hint'}, one.error) : null),
          phases.map(name => h('td', {}, duration(one.phases?.[`${name}_ms`]))),
          h('td', {}, duration(one.duration_ms)),
          h('td', {}, one.address ?? '–'))))))];
}
