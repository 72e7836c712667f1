package io.schedulerrunner.execute;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.plan.Call;

/**
 * A call on its way through the {@link Caller}s.
 *
 * @param request what is sent; decorators pass a changed copy on
 * @param progress what has happened so far, shared by all copies
 */
record Exchange(Call call, Request request, RunScope scope, Progress progress) {

  /** The same call with another request. */
  Exchange with(Request changed) {
    return new Exchange(call, changed, scope, progress);
  }

  /** The same call as its templates make it. */
  Exchange with(Call rendered) {
    return new Exchange(rendered, Requests.of(rendered, scope), scope, progress);
  }

  /** What must not be shown of what comes of it. */
  Secrets secrets() {
    return scope.bodies().secrets().all().and(progress.signatures());
  }
}
