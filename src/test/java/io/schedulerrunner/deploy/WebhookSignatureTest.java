package io.schedulerrunner.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.RequestSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation tells receivers of webhooks is what is sent. */
final class WebhookSignatureTest {

  private static final Path DOCUMENT = Path.of("docs", "notifications.md");
  private static final String SECRET = "not-a-real-secret";
  private static final long SENT = 1_795_435_200;

  /** The example: its header's value and its body. */
  private record Example(String header, String body) {
    static Example read() throws IOException {
      MatchResult found = block("http", "X-Runner-Signature: (\\S+)\n\n(\\{.*})\n");
      return new Example(found.group(1), found.group(2));
    }
  }

  private static MatchResult block(String language, String content) throws IOException {
    return Pattern.compile("```" + language + "\n" + content + "```\n")
        .matcher(Files.readString(DOCUMENT))
        .results()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theExampleIsSignedAsRequestsAre() throws Exception {
    Example example = Example.read();

    assertThat(example.header())
        .isEqualTo(RequestSignature.of(SECRET, SENT, example.body().getBytes(UTF_8)).header());
  }

  @Test
  void theSameComesOutByHand() throws Exception {
    Script.assumeInstalled("openssl");
    String line = block("sh", "(printf [^`]*openssl [^`]*)").group(1);

    Script.Result result = Script.of("sh", "-c", line).run();

    assertThat(line).contains("'" + SENT + "." + Example.read().body() + "'");
    assertThat("t=" + SENT + ",v1=" + result.out().replaceFirst(".* ", "").strip())
        .as(result.lines())
        .isEqualTo(Example.read().header());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secret, header, body, now=sent + 60 | True",
        "secret, header + ',v2=other', body, now=sent - 300 | True",
        "secret, header, body, now=sent + 301 | False",
        "secret, header, body, now=sent - 301 | False",
        "secret, header, body | False",
        "secret, header, body + b' ', now=sent | False",
        "secret + 's', header, body, now=sent | False",
        "secret, header.replace('t=1', 't=2'), body, now=sent + 1e9 | False",
        "secret, header + '0', body, now=sent | False",
        "secret, '', body, now=sent | False",
        "secret, 'v1=x,t', body, now=sent | False",
      })
  void theReceiverInTheDocumentationTellsGenuineFromForged(String arguments, String expected)
      throws Exception {
    Script.assumeInstalled("python3");
    Example example = Example.read();
    String program =
        block("python", "([^`]*def is_genuine[^`]*)").group(1)
            + "secret, header, body, sent = '%s', '%s', b'%s', %d\nprint(is_genuine(%s))\n"
                .formatted(SECRET, example.header(), example.body(), SENT, arguments);

    Script.Result result = Script.of("python3", "-").run(program);

    assertThat(result.out().strip()).as(result.lines()).isEqualTo(expected);
  }
}
