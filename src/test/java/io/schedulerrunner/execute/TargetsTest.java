package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.testing.Plans;
import io.schedulerrunner.testing.WebServer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a server: the path and query that were meant. */
final class TargetsTest {

  private final Queue<String> redirects = new ArrayDeque<>();
  private final WebServer server = new WebServer(this::answer);

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (redirects.isEmpty()) {
      WebServer.always(200, "text/plain", "ok").to(exchange);
    } else {
      exchange.getResponseHeaders().set("Location", redirects.remove());
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private String asked(String path) {
    Run run = Executors.run(Plans.parallel(Plans.get("one", server.url(path))));
    assertThat(run.results().getFirst().outcome()).isInstanceOf(Outcome.Succeeded.class);
    return server.received().getLast().target();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a//b?c=//d", "//items/", "//refresh/now?x=1", "///a", "//h:80/x"})
  void aPathStaysAsItIs(String path) {
    assertThat(asked(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({"'', /", "?x=1, /?x=1"})
  void aPathMayBeAbsent(String query, String target) {
    assertThat(asked(query)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/items|?page=2|/items?page=2",
        "/a/items?x=1|?page=2|/a/items?page=2",
        "/a/items?x=1|''|/a/items?x=1",
        "/a/items?x=1|#part|/a/items?x=1",
        "/a/items?x=1|b#part|/a/b",
        "/a/items|../b|/b",
        "/a/items|../../b/|/b/",
        "/a|../../..|/",
        "/a|/../..?x=1|/?x=1",
        "/a|/..b|/..b",
        "/a|/x y|/x%20y",
        "/a|/b//c|/b//c",
      })
  void aRedirectLeadsWhereItsReferenceMeans(String path, String location, String target) {
    redirects.add(location);

    assertThat(asked(path)).isEqualTo(target);
  }
}
