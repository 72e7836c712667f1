package io.schedulerrunner.cli;

import static io.schedulerrunner.testing.Plans.after;
import static io.schedulerrunner.testing.Plans.get;
import static io.schedulerrunner.testing.Plans.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Auth;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.Expectation;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.Limit;
import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Retry;
import io.schedulerrunner.config.Schedule;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.StatusSet;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Style;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanCommandTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Text SECRET =
      new Text(List.of(new Text.Substituted("TOKEN", "not-a-real-secret-1", true)));

  private final Shell shell = new Shell();

  private static Endpoint everything() {
    Map<String, Text> headers = new LinkedHashMap<>();
    headers.put("X-Token", SECRET);
    headers.put("Authorization", Text.of("Bearer literal"));
    headers.put("Accept", Text.of("text/html"));
    Target target =
        new Target(
            "POST",
            Text.of("https://example.com/orders?a=1"),
            headers,
            List.of(new Param("key", SECRET), new Param("b", Text.of("2"))),
            new Payload.Json(Json.read("{\"day\": [1, \"echo not-a-real-secret-1\"]}")));
    return new Endpoint(
        "orders",
        target,
        Duration.ofMillis(2_500),
        new LinkedHashSet<>(List.of("billing", "nightly")),
        Optional.of(new Schedule("0 9 * * 1-5", BERLIN)),
        List.of("plain"),
        Optional.of(Text.of("run.attempt = 1")),
        new Expectation(
            new StatusSet(List.of(new StatusSet.Range(200, 200), new StatusSet.Range(300, 399))),
            Optional.of(Text.of("response.ok"))),
        new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(30), Set.of(), StatusSet.SUCCESS),
        Optional.of(new Auth.Bearer(SECRET)),
        Optional.of("slow"),
        true);
  }

  private void configureEverything() {
    Limit limit =
        new Limit("slow", OptionalInt.of(1), Optional.empty(), Optional.empty(), List.of());
    shell.services.endpoints =
        new EndpointSet(
            List.of(get("plain", "https://example.com/plain"), everything()),
            Map.of("slow", limit),
            Secrets.of(List.of("not-a-real-secret-1")),
            List.of());
    shell.services.warnings = List.of("Look here.");
    shell.services.fireTimes = List.of(ZonedDateTime.of(2026, 11, 24, 9, 0, 0, 0, BERLIN));
    shell.services.outcomes =
        call -> {
          throw new IllegalStateException("called");
        };
  }

  @Test
  void aPlanShowsEverythingButSecrets() {
    configureEverything();
    assertThat(shell.type("plan")).isZero();
    assertThat(shell.err().strip()).isEqualTo("warning: Look here.");
    assertThat(shell.out())
        .isEqualTo(
            """
            2 endpoints, in parallel, at most 2 at a time

            1. plain
               GET https://example.com/plain
               timeout 10 s, one attempt, expects 200-299
               curl --location https://example.com/plain --max-time 10

            2. orders
               POST https://example.com/orders?a=1&key=***&b=2
               X-Token: ***
               Authorization: ***
               Accept: text/html
               auth bearer
               {"day":[1,"echo ***"]}
               timeout 2.5 s, 3 attempts, at most 1 s to 30 s apart, expects 200, 300-399 and response.ok, tags billing, nightly
               after plain
               when run.attempt = 1
               shares the limit slow
               schedule 0 9 * * 1-5 in Europe/Berlin
                 next Tue 2026-11-24 09:00 (08:00 UTC)
               curl -X POST 'https://example.com/orders?a=1&key=***&b=2' --max-time 2.5 -H 'X-Token: ***' -H 'Accept: text/html' -H 'Authorization: Bearer ***' -H 'Content-Type: application/json' --data-raw '{"day":[1,"echo ***"]}'

            The deadline of 2 min 50 s can be met: the run takes 20.5 s at worst. (Every attempt takes its whole timeout, every pause is the longest.) Waiting for shared limits is not counted.
            """);
    assertThat(shell.services.closed).isTrue();
  }

  @Test
  void jsonIsAloneOnStandardOutput() {
    shell.endpoints(get("a", "http://a"));
    assertThat(shell.type("plan", "--json")).isZero();
    assertThat(shell.out()).isEqualTo("{\"plan\":1}");
  }

  @Test
  void aPlanOfNothingIsAnError() {
    assertThat(shell.type("plan")).isEqualTo(2);
    assertThat(shell.err()).contains("No endpoints are configured.");
  }

  private String text(Plan plan, Style style) {
    return new PlanText(plan, shell.services, style).text();
  }

  @Test
  void aDeadlineThatMayBeMissedIsSaidWithWhatHelps() {
    Plan plan =
        Plans.plan(
            Plan.Mode.SEQUENTIAL,
            1,
            Duration.ofSeconds(15),
            List.of(get("a", "http://a"), after(List.of("a"), get("b", "http://b"))));
    assertThat(text(plan, new Style(80, true, true)))
        .startsWith("2 endpoints, one after another\n")
        .contains("   after a\n")
        .endsWith(
            """
            \u001b[33mThe deadline of 15 s may be missed: the run takes 20 s at worst. What is not\u001b[0m
            \u001b[33mdone by then is reported as failed or not started. Raise the deadline or the\u001b[0m
            \u001b[33mnumber of workers, or lower timeouts or attempts. (Every attempt takes its\u001b[0m
            \u001b[33mwhole timeout, every pause is the longest.)\u001b[0m
            """);
  }

  @Test
  void aDeadlineThatIsJustMetIsMet() {
    Endpoint endpoint = within(Duration.ofSeconds(60), get("a", "http://a"));
    assertThat(text(Plans.parallel(endpoint), Style.PLAIN))
        .startsWith("1 endpoint, in parallel, at most 1 at a time\n")
        .contains("The deadline of 1 min 0 s can be met: the run takes 1 min 0 s at worst. (");
  }

  @Test
  void longLinesAreCut() {
    Endpoint endpoint = get("a", "http://example.com/" + "x".repeat(100));
    assertThat(text(Plans.parallel(endpoint), new Style(60, false, true)).lines())
        .filteredOn(line -> !line.startsWith("   curl "))
        .allMatch(line -> line.length() < 60)
        .anyMatch(line -> line.endsWith("xxx…"));
  }

  @Test
  void aCommandIsNotCut() {
    Endpoint endpoint = get("a", "http://example.com/" + "x".repeat(100));
    assertThat(text(Plans.parallel(endpoint), new Style(60, true, true)))
        .contains(
            "   \u001b[2mcurl --location http://example.com/"
                + "x".repeat(100)
                + " --max-time 10\u001b[0m\n\n");
  }

  @Test
  void aRawBodyIsShown() {
    Endpoint endpoint =
        Plans.endpoint("a", "PUT", "http://a", new Payload.Raw(Text.of("line 1\nline 2")));
    assertThat(text(Plans.parallel(endpoint), Style.PLAIN))
        .contains("   PUT http://a\n   line 1\\nline 2\n");
  }

  @ParameterizedTest
  @CsvSource({"http://a, http://a?b=2", "http://a?c=1, http://a?c=1&b=2"})
  void parametersAreAddedToThoseInTheUrl(String url, String shown) {
    Target target =
        new Target(
            "GET", Text.of(url), Map.of(), List.of(new Param("b", Text.of("2"))), Payload.NONE);
    Endpoint endpoint = Plans.sending(target, get("a", url));
    assertThat(text(Plans.parallel(endpoint), Style.PLAIN)).contains("GET " + shown + "\n");
  }

  @Test
  void everyKindOfAuthIsNamedWithoutItsSecret() {
    assertThat(RequestText.auth(new Auth.Oidc(Optional.empty()))).isEqualTo("oidc");
    assertThat(RequestText.auth(new Auth.Oidc(Optional.of(Text.of("aud")))))
        .isEqualTo("oidc for aud");
    assertThat(RequestText.auth(new Auth.OAuth(List.of("a", "b")))).isEqualTo("oauth a b");
    assertThat(RequestText.auth(new Auth.Basic(Text.of("me"), SECRET))).isEqualTo("basic me");
    assertThat(RequestText.auth(new Auth.Bearer(SECRET))).isEqualTo("bearer");
    assertThat(RequestText.auth(new Auth.Hmac(SECRET, "X-Sig"))).isEqualTo("hmac in X-Sig");
  }
}
