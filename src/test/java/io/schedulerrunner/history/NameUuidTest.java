package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's own UUIDs of names. */
class NameUuidTest {

  private final NameUuid uuid = new NameUuid();

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "b", "c", "d", "e", "https://example.test/\u00fc", "0123456789"})
  void textsHaveThePlatformsUuid(String text) {
    uuid.of("another");

    assertThat(uuid.of(text)).isEqualTo(UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString());
  }
}
