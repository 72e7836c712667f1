package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.Plans;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metadata server is never called by its name. */
class MetadataGuardTest {

  private static final Reply.Answered CALLED = new Reply.Answered(Exchanges.answer(200));

  @ParameterizedTest
  @CsvSource({
    "metadata.google.internal, http://metadata.google.internal/",
    "metadata.google.internal, http://METADATA.google.Internal/computeMetadata/v1/",
    "metadata.google.internal, http://metadata.google.internal:80/",
    "metadata.google.internal, http://metadata.google.internal./",
    "Metadata.Google.Internal, http://metadata.google.internal/",
    "localhost:8080, http://localhost:8080/token",
  })
  void isNotCalled(String server, String url) {
    assertThat(reply(server, url))
        .isEqualTo(new Reply.Failed(ErrorType.BLOCKED, "The metadata server is never called."));
  }

  @ParameterizedTest
  @CsvSource({
    "metadata.google.internal, https://metadata.google.internal/",
    "metadata.google.internal, http://metadata.google.internal:8080/",
    "metadata.google.internal, http://metadata.google.internal.example/",
    "metadata.google.internal, http://a.example/?metadata.google.internal",
    "localhost:8080, http://localhost:8081/",
    "localhost:8080, http://local{host}/",
    "localhost:8080, not a URL",
  })
  void othersAre(String server, String url) {
    assertThat(reply(server, url)).isSameAs(CALLED);
  }

  private static Reply reply(String server, String url) {
    return new MetadataGuard(exchange -> CALLED, server).call(Exchanges.of(Plans.get("one", url)));
  }
}
