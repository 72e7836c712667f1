package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.testing.RawServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tokens come from, and what is said where none comes. */
class TokenClientTest extends Asking {

  @Test
  void anIdTokenExpiresWhenItSays() {
    assertThat(ask(IDENTITY, tokens.host()))
        .isEqualTo(
            new TokenReply.Issued(
                TokenServer.identity("1", time.now().plusSeconds(3600)),
                time.now().plusSeconds(3600)));
  }

  @Test
  void anAccessTokenExpiresAfterItsLifetime() {
    assertThat(ask(ACCESS, tokens.host()))
        .isEqualTo(new TokenReply.Issued("not-a-real-token-1", time.now().plusSeconds(3600)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | HTTP 404: is a service account attached to this service.",
        "403 | HTTP 403: the service account may not do this.",
        "401 | HTTP 401: the credentials are not valid, or no longer.",
        "400 | HTTP 400: the credentials are not valid, or no longer.",
        "500 | HTTP 500.",
        "302 | HTTP 302.",
      })
  void aStatusThatIsNoSuccessIsSaid(int status, String what) {
    assertThat(refusal(answered(IDENTITY, status, "not-a-real-secret")))
        .matches(
            "No token: the metadata server at 127\\.0\\.0\\.1:\\d+ answered \\Q" + what + "\\E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "a.b.c",
        "a.b",
        "a.e30.c",
        "a.e30.c.d",
        "a.eyJleHAiOiIxIn0.c",
        "a.eyJleHAiOjFlOTl9.c",
        "a.eyJleHAiOjEwMDAwMDAwMDAwMH0.c",
        "a.eyJleHAiOi0xMDAwMDAwMDAwMDB9.c",
        "a.eyJleHAiOjk5OTk5OTk5OTk5OTk5OTk5OTk5fQ.c",
        "a.eyJleHAiOjF9.c\r\nX-Header: d",
        "a.eyJleHAiOjF9.é",
        "a.eyJleHAiOjF9.\u007f",
      })
  void whatIsNoIdTokenIsRefused(String body) {
    assertThat(refusal(answered(IDENTITY, 200, body)))
        .matches("No token: what the metadata server at 127.0.0.1:\\d+ answered holds none.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"access_token\":\"token\"}",
        "{\"access_token\":\"token\",\"expires_in\":1.5}",
        "{\"access_token\":1,\"expires_in\":1}",
        "{\"access_token\":\"\",\"expires_in\":1}",
        "{\"access_token\":\"a\\r\\nb\",\"expires_in\":1}",
        "{\"access_token\":\"a b\",\"expires_in\":1}",
        "<html>",
      })
  void whatIsNoAccessTokenIsRefused(String body) {
    assertThat(refusal(answered(ACCESS, 200, body))).endsWith(" answered holds none.");
  }

  @Test
  void theLongestLifetimeIsThreeThousandYears() {
    String body = "{\"access_token\":\"a~b\",\"expires_in\":99999999999}";

    assertThat(answered(ACCESS, 200, body))
        .isEqualTo(new TokenReply.Issued("a~b", time.now().plusSeconds(99_999_999_999L)));
  }

  @Test
  void aHugeAnswerIsNoToken() {
    assertThat(refusal(answered(IDENTITY, 200, "x".repeat(70_000))))
        .endsWith(" could not be reached.");
  }

  @Test
  void aSilentServerIsNotWaitedForLong() throws Exception {
    try (RawServer silent = new RawServer(connection -> Thread.currentThread().join())) {
      TokenReply reply =
          ask(
              IDENTITY,
              Map.of("GCE_METADATA_HOST", "127.0.0.1:" + silent.port()),
              Duration.ofMillis(50));

      assertThat(refusal(reply)).endsWith(" did not answer within 0.05 s.");
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    assertThat(refusal(ask(IDENTITY, "127.0.0.1:1")))
        .isEqualTo("No token: the metadata server at 127.0.0.1:1 could not be reached.");
  }

  @Test
  void withoutAnyCredentialsThereIsAdvice() {
    Map<String, String> environment = Map.of("HOME", folder.toString());

    assertThat(refusal(askUnset(IDENTITY, environment, "127.0.0.1:1")))
        .isEqualTo(
            "No token: the metadata server at 127.0.0.1:1 could not be reached."
                + " Away from Google Cloud, set GOOGLE_APPLICATION_CREDENTIALS,"
                + " or run: gcloud auth application-default login");
  }

  @Test
  void onAMachineOfGooglesTheMetadataServerAnswersWithoutBeingNamed() {
    assertThat(askUnset(IDENTITY, Map.of(), tokens.host())).isInstanceOf(TokenReply.Issued.class);
  }
}
