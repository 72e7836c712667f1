import {ask} from './api.js';

/**
 * Server-sent events (WHATWG HTML, "Server-sent events") by fetch, since EventSource cannot send the API key.
 * Resolves when the stream ends; throws where it cannot be read. Returns the last event's id.
 */
export async function events(path, {signal, after, on}) {
  const response = await ask(path, {
    signal,
    headers: {Accept: 'text/event-stream', ...(after ? {'Last-Event-ID': after} : {})},
  });
  if (!response.ok || !(response.headers.get('Content-Type') ?? '').startsWith('text/event-stream')) {
    await response.body?.cancel();
    throw new Error(`No events: HTTP ${response.status}`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new Parser(on);
  for (;;) {
    const {value, done} = await reader.read();
    if (done) return parser.id;
    parser.feed(value);
  }
}

export class Parser {
  constructor(on) {
    this.on = on;
    this.rest = '';
    this.id = undefined;
    this.clear();
  }

  clear() {
    this.name = 'message';
    this.data = [];
  }

  feed(text) {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop();
    lines.forEach(line => this.line(line));
  }

  line(line) {
    if (line === '') {
      if (this.data.length) this.on(this.name, JSON.parse(this.data.join('\n')), this.id);
      this.clear();
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id') this.id = value;
  }
}
