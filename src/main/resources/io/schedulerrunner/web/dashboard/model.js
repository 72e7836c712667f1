// One run as the run page sees it, whether it is over (a report) or going on (events).

export class RunModel {
  constructor(report) {
    this.calls = [];
    this.total = 0;
    this.merge(report);
  }

  /** A report, or as much of one as there is. */
  merge(report) {
    this.report = report;
    this.status = report.status ?? (report.failed ? 'failed' : report.warnings ? 'warning' : 'success');
    this.startedMs = Date.parse(report.started_at);
    if (!this.running) this.total = report.total_endpoints;
    for (const line of [...report.results ?? [], ...report.errors ?? []]) this.calls[line.index] = fromLine(line, this.startedMs);
    if (!this.running) this.calls = this.calls.filter(Boolean).filter(call => call.status !== 'running');
  }

  get running() {
    return this.status === 'running';
  }

  started({total_endpoints: total}) {
    if (Number.isFinite(total)) this.total = total;
  }

  endpointStarted({index, name, at}) {
    if (this.calls[index]?.done) return;
    const ms = at === undefined ? undefined : new Date(at).getTime();
    this.calls[index] = {index, name, status: 'running', done: false, startMs: (ms || Date.now()) - this.startedMs};
  }

  endpoint(event, now) {
    const known = this.calls[event.index];
    const end = (Date.parse(event.at) || now) - this.startedMs;
    const startMs = known?.startMs ?? Math.max(0, end - event.duration_ms);
    this.calls[event.index] = {...known, ...event, timestamp: event.at, done: true, startMs, endMs: startMs + event.duration_ms};
  }

  /** In the order of the plan, without gaps. */
  list() {
    return this.calls.filter(Boolean);
  }

  /** The call at a place of the plan, once it has begun. */
  call(index) {
    return this.calls.find(call => call?.index === index);
  }

  get done() {
    return this.list().filter(call => call.done).length;
  }

  count(test) {
    return this.list().filter(test).length;
  }

  get failed() {
    return this.running ? this.count(isFailed) : this.report.failed;
  }

  get successful() {
    return this.running ? this.count(isGood) : this.report.successful;
  }

  elapsed(now) {
    return this.running ? Math.max(0, now - this.startedMs) : this.report.duration_ms ?? 0;
  }
}

export function isGood(call) {
  return call.status === 'success' || call.status === 'warning';
}

export function isFailed(call) {
  return call.done && !isGood(call);
}

function fromLine(line, startedMs) {
  const endMs = Date.parse(line.timestamp) - startedMs;
  return {...line, done: true, endMs, startMs: Math.max(0, endMs - line.duration_ms)};
}

const PHASES = ['dns', 'connect', 'tls', 'first_byte', 'body'];

/**
 * What a call did when, in milliseconds since the run began: waiting, then its attempts' phases, with the back-off
 * between them. Where nothing is known of the attempts the whole call is one piece.
 */
export function pieces(call, startedMs, now) {
  if (call.reused || (call.done && call.attempts === 0)) return [];
  const details = call.attempt_details ?? [];
  if (!details.length) {
    const end = call.done ? call.endMs : Math.max(call.startMs, now - startedMs);
    return [piece('waiting', 0, call.startMs), {...piece('call', call.startMs, end), failed: isFailed(call)}]
      .filter(visible);
  }
  const all = [];
  let before = 0;
  for (const attempt of details) {
    const start = Math.max(before, Date.parse(attempt.started_at) - startedMs);
    const end = start + attempt.duration_ms;
    all.push(piece(attempt.number === 1 ? 'waiting' : 'backoff', before, start));
    all.push(...phases(attempt, start, end));
    before = end;
  }
  return all.filter(visible);
}

function phases(attempt, start, end) {
  const failed = Boolean(attempt.error_type);
  const found = [];
  let at = start;
  for (const name of PHASES) {
    const ms = attempt.phases?.[`${name}_ms`];
    if (!ms) continue;
    const to = Math.min(end, at + ms);
    found.push({...piece(name, at, to), failed, attempt: attempt.number});
    at = to;
  }
  if (!found.length || end - at > Math.max(2, attempt.duration_ms / 20)) found.push({...piece(found.length ? 'other' : 'call', at, end), failed, attempt: attempt.number});
  return found;
}

function piece(kind, from, to) {
  return {kind, from, to};
}

function visible({kind, from, to}) {
  return to > from || !['waiting', 'backoff'].includes(kind);
}

/** Round steps for an axis of that length. */
export function ticks(length, most) {
  const rough = length / most;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * unit).find(size => size >= rough);
  const found = [];
  for (let at = 0; at <= length * 0.97; at += step) found.push(at);
  return found;
}
