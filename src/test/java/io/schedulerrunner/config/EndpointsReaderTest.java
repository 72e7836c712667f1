package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Many endpoints are read on all processors, as if it had been one after another. */
final class EndpointsReaderTest {

  private final EndpointSetReader reader =
      new EndpointSetReader(Duration.ofSeconds(30), EndpointChecks.NONE);

  @ParameterizedTest
  @ValueSource(ints = {999, 1000, 1001, 1250, 5003})
  void manyAreTheSameAndInTheSameOrder(int endpoints) {
    JsonNode document = document(endpoints, EndpointsReaderTest::sound);
    Reading together = Reading.untrusted();
    Reading alone = Reading.configured("", Map.of());

    EndpointSet read = reader.read(document, together);

    assertThat(together.problems()).isEmpty();
    assertThat(read.endpoints()).hasSize(endpoints);
    assertThat(read.endpoints()).isEqualTo(reader.read(document, alone).endpoints());
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2600})
  void whatIsWrongWithManyIsNotedInTheirOrder(int endpoints) {
    JsonNode document = document(endpoints, EndpointsReaderTest::unsound);
    Reading together = Reading.untrusted();
    Reading alone = Reading.configured("", Map.of());

    reader.read(document, together);
    reader.read(document, alone);

    assertThat(together.problems()).hasSizeGreaterThan(10).isEqualTo(alone.problems());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 1000})
  void aTakenNameIsToldInItsPlace(int endpoints) {
    JsonNode document =
        document(
            endpoints, index -> index == 1 ? sound(0) : index == 2 ? unsound(7) : sound(index));
    Reading reading = Reading.untrusted();

    reader.read(document, reading);

    assertThat(reading.problems())
        .extracting(Problem::where)
        .containsExactly("endpoints[1]", "endpoints[2].timeout");
  }

  @Test
  void defaultsHoldForMany() {
    String endpoints =
        IntStream.range(0, 1000)
            .mapToObj(index -> "\"http://127.0.0.1/" + index + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    Reading reading = Reading.untrusted();

    EndpointSet set =
        reader.read(
            Json.read("{\"defaults\": {\"timeout\": 7}, \"endpoints\": " + endpoints + "}"),
            reading);

    assertThat(reading.problems()).isEmpty();
    assertThat(set.endpoints())
        .hasSize(1000)
        .allMatch(endpoint -> endpoint.timeout().equals(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2600})
  void theSecretsOfManyAreHidden(int endpoints) {
    EndpointSet set =
        reader.read(document(endpoints, EndpointsReaderTest::sound), Reading.untrusted());

    assertThat(set.secrets().redact("fake-password-7, fake-password-" + (endpoints - 1)))
        .isEqualTo("***, ***");
  }

  private static JsonNode document(int endpoints, java.util.function.IntFunction<String> endpoint) {
    return Json.read(
        IntStream.range(0, endpoints)
            .mapToObj(endpoint)
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static String sound(int index) {
    return """
        {"name": "e%1$d", "url": "http://127.0.0.1/%1$d", "timeout": %2$d,
         "auth": {"type": "basic", "username": "u", "password": "fake-password-%1$d"}}"""
        .formatted(index, index % 60 + 1);
  }

  private static String unsound(int index) {
    return index % 90 == 7
        ? "{\"url\": \"http://127.0.0.1/\", \"timeout\": \"soon\"}"
        : sound(index);
  }
}
