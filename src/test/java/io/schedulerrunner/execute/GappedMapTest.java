package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of an answer of which a part is not. */
class GappedMapTest {

  private final GappedMap map = new GappedMap(Map.of("a", 1), Set.of("b"), "It is not known.");

  @Test
  void whatIsMissingIsThereButCannotBeHad() {
    assertThat(map.containsKey("a")).isTrue();
    assertThat(map.containsKey("b")).isTrue();
    assertThat(map.containsKey("c")).isFalse();
    assertThat(map.get("a")).isEqualTo(1);
    assertThat(map.get("c")).isNull();
    assertThatThrownBy(() -> map.get("b"))
        .isInstanceOf(ExpressionException.class)
        .hasMessage("It is not known.");
  }
}
