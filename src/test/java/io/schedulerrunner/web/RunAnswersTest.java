package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.runner.RunReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a trigger is answered. */
class RunAnswersTest {

  @Test
  void aRunThatOthersCarryOutIsAccepted() throws IOException {
    Answer answer = RunAnswers.of(new RunReply.Accepted("run-1"));

    ByteArrayOutputStream body = new ByteArrayOutputStream();
    answer.body().writeTo(body);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(body.toString(UTF_8)).isEqualTo("{\"run_id\":\"run-1\",\"status\":\"running\"}");
  }
}
