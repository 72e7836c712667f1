// The service as the pages see it. The API key lives in this tab's session storage and in a header, nowhere else.

const KEY = 'api-key';
let skew = 0;

export class ApiError extends Error {
  constructor(status, body) {
    super(body?.message ?? (status ? `The service answered HTTP ${status}.` : 'The service cannot be reached.'));
    this.status = status;
    this.body = body;
  }

  get isMissing() {
    return this.status === 404 || this.status === 405 || this.status === 501;
  }

  get needsKey() {
    return this.status === 401 || this.status === 403;
  }
}

export function signIn(key) {
  sessionStorage.setItem(KEY, key);
}

export function signOut() {
  sessionStorage.removeItem(KEY);
}

export function isSignedIn() {
  return sessionStorage.getItem(KEY) !== null;
}

function headers(more) {
  const key = sessionStorage.getItem(KEY);
  return {Accept: 'application/json', ...(key === null ? {} : {'X-API-Key': key}), ...more};
}

/** The raw answer; throws only where there is none. */
export async function ask(path, options = {}) {
  try {
    return await fetch(path, {cache: 'no-store', ...options, headers: headers(options.headers)});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0);
  }
}

export async function get(path, options) {
  const response = await ask(path, options);
  const body = await bodyOf(response);
  if (!response.ok) throw new ApiError(response.status, body);
  return body;
}

/** What was posted, answered: a report counts as an answer whatever its status is. */
export async function post(path, content, more) {
  const response = await ask(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...more},
    body: content === undefined ? undefined : JSON.stringify(content),
  });
  const body = await bodyOf(response);
  if (!response.ok && !body?.results) throw new ApiError(response.status, body);
  return body;
}

async function bodyOf(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** The service's clock may not be this one's. */
export function learnTime(iso) {
  if (iso) skew = Date.parse(iso) - Date.now();
}

export function now() {
  return Date.now() + skew;
}

/** What is asked once for all pages. */
const kept = new Map();

export function once(path) {
  if (!kept.has(path)) {
    kept.set(path, get(path).catch(error => {
      kept.delete(path);
      throw error;
    }));
  }
  return kept.get(path);
}

/** The same, but nothing where the service has no such route. */
export async function optional(path) {
  try {
    return await get(path);
  } catch (error) {
    if (error.isMissing) return null;
    throw error;
  }
}

let planned;

/** What each endpoint is sent, by name, secrets hidden; asked when the first call is looked at. */
export function requests() {
  planned ??= post('execute', {dry_run: true})
    .then(plan => new Map(plan.endpoints.map(endpoint => [endpoint.name, endpoint])))
    .catch(() => {
      planned = undefined;
      return new Map();
    });
  return planned;
}

export function forget() {
  kept.clear();
  planned = undefined;
}
