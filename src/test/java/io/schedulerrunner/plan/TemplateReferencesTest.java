package io.schedulerrunner.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.testing.Plans;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Results are there when a template asks for them. */
class TemplateReferencesTest {

  private static Endpoint get(String name, String... after) {
    return Plans.after(List.of(after), Plans.get(name, "http://h/"));
  }

  private static void check(Plan plan, Map<String, Set<String>> named) {
    TemplateReferences.check(plan, endpoint -> named.getOrDefault(endpoint.name(), Set.of()));
  }

  private static void assertRefused(Plan plan, Map<String, Set<String>> named, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> check(plan, named))
        .withMessage(message);
  }

  @Test
  void whatAnEndpointDependsOnMayBeNamed() {
    Plan plan = Plans.parallel(get("a"), get("b", "a", "gone"), get("c", "b", "d"), get("d", "b"));

    assertThatCode(() -> check(plan, Map.of("c", Set.of("a", "b", "d"), "b", Set.of("a"))))
        .doesNotThrowAnyException();
  }

  @Test
  void inParallelOthersMayNot() {
    assertRefused(
        Plans.parallel(get("login"), get("use"), get("end", "use")),
        Map.of("use", Set.of("login"), "end", Set.of("login")),
        "endpoint use: a template names the result of \"login\", which may come later; add"
            + " \"depends_on\": [\"login\"].\nendpoint end: a template names the result of"
            + " \"login\", which may come later; add \"depends_on\": [\"login\"].");
  }

  @Test
  void theWholeGraphIsSearched() {
    assertRefused(
        Plans.parallel(
            get("a"), get("b", "a"), get("c", "a", "gone"), get("d", "b", "c"), get("x")),
        Map.of("d", Set.of("x")),
        "endpoint d: a template names the result of \"x\", which may come later; add"
            + " \"depends_on\": [\"x\"].");
  }

  @Test
  void inSequenceEarlierOnesMay() {
    assertThatCode(
            () -> check(Plans.sequential(get("login"), get("use")), Map.of("use", Set.of("login"))))
        .doesNotThrowAnyException();
  }

  @Test
  void inSequenceLaterOnesMayNot() {
    assertRefused(
        Plans.sequential(get("use"), get("login")),
        Map.of("use", Set.of("login")),
        "endpoint use: a template names the result of \"login\", which may come later; add"
            + " \"depends_on\": [\"login\"], or put that endpoint first.");
  }

  @Test
  void nobodyMayNameItself() {
    assertRefused(
        Plans.sequential(get("a")),
        Map.of("a", Set.of("a")),
        "endpoint a: a template names the result of this endpoint itself, which is not there"
            + " before it.");
  }

  @Test
  void whatTagsLeaveOutIsNotLookedAt() {
    assertThatCode(() -> check(Plans.parallel(get("a")), Map.of("a", Set.of("gone"))))
        .doesNotThrowAnyException();
  }
}
