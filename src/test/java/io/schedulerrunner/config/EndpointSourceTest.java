package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Endpoints that stay as they are. */
class EndpointSourceTest {

  @Test
  void whatNeverChangesHasNoProblem() {
    EndpointSet none = new EndpointSet(List.of(), Map.of(), Secrets.NONE, List.of());
    EndpointSource source = EndpointSource.of(none);

    assertThat(source.current()).isSameAs(none);
    assertThat(source.problem()).isEmpty();
  }
}
