package io.schedulerrunner.web;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages for browsers. They hold no data, so that they need no credentials: their scripts ask
 * the API. A file is read when it is first asked for. Thread-safe.
 */
final class Dashboard {

  /** The files that are served; nothing else can be asked for. */
  static final Set<String> FILES =
      Set.of(
          "api.js",
          "app.css",
          "call.js",
          "compare.js",
          "cron.js",
          "docs.js",
          "dom.js",
          "endpoints.js",
          "format.js",
          "icon.svg",
          "launch.js",
          "list.js",
          "main.js",
          "model.js",
          "overview.js",
          "run.js",
          "runs.js",
          "schedules.js",
          "signin.js",
          "stream.js",
          "theme.js",
          "timeline.js");

  private final Map<String, Asset> read = new ConcurrentHashMap<>();

  /** {@code GET /} for browsers. */
  Answer page(WebRequest request) throws IOException {
    return asset("index.html").answer(request);
  }

  /** {@code GET /docs}. */
  Answer docs(WebRequest request) throws IOException {
    return asset("docs.html").answer(request);
  }

  /** <code>GET /dashboard/{file}</code>. */
  Answer file(WebRequest request) throws IOException {
    String name = request.parameter("file");
    return FILES.contains(name) ? asset(name).answer(request) : Router.notFound();
  }

  private Asset asset(String name) throws IOException {
    Asset known = read.get(name);
    if (known == null) {
      known = Asset.read(name);
      read.put(name, known);
    }
    return known;
  }
}
