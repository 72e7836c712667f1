package io.schedulerrunner.cron.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of a crontab. */
class CrontabTest extends Imports {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          curl http://a b c           | it calls 3 URLs, not one.
          curl -s                     | it calls 0 URLs, not one.
          curl http://a -H            | its option -H lacks a value.
          curl http://a --max-time    | its option --max-time lacks a value.
          curl http://a -m soon       | --max-time is not a number: soon
          curl http://a -m 1e3        | --max-time is not a number: 1e3
          curl http://a -T file       | its option -T has no counterpart.
          curl http://a --form a=b    | its option --form has no counterpart.
          curl http://a -H nothing    | its header is not NAME: VALUE.
          curl http://a -H :x         | its header is not NAME: VALUE.
          curl http://a -b jar.txt    | its cookies come from the file jar.txt.
          curl http://a -u admin      | its --user has no password.
          curl http://a -X PURGE      | its method is PURGE.
          curl http://a --json @f     | its data comes from the file f.
          curl 'http://a              | a quote is not closed.
          curl "http://a              | a quote is not closed.
          curl $(x)                   | needs a shell: $
          curl "$(x)"                 | needs a shell: $
          curl ${x:-y}                | needs a shell: $
          curl ${}                    | needs a shell: $
          curl ${x                    | needs a shell: $
          curl `x`                    | needs a shell: `
          curl "`x`"                  | needs a shell: `
          curl a; b                   | needs a shell: ;
          curl a && b                 | needs a shell: &
          curl a &                    | needs a shell: &
          curl < a                    | needs a shell: <
          (curl a)                    | needs a shell: (
          curl a >                    | a redirection lacks its file.
          Xroot curl a                | its command is not curl.
          root wget a                 | its command is not curl.
          curling a                   | its command is not curl.
          > x                         | its command is not curl.
          """)
  void aCommandThatCannotBeCarriedOverIsListed(String command, String reason) {
    Imported imported = crontab("0 0 * * * " + command);
    assertThat(imported.endpoints()).isEmpty();
    assertThat(imported.lost()).containsExactly("line 1: " + reason);
  }

  @Test
  void whatWasSaidOfALineThatIsLostIsNotSaidOfTheNext() {
    Imported imported =
        crontab("# of the first\n0 0 * * * wget a\n0 0 * * * curl b\n# of c\n0 0 * * * curl c");

    assertThat(imported.endpoints())
        .extracting(ImportedEndpoint::comments)
        .containsExactly(List.of(), List.of("of c"));
  }

  @Test
  void aUserMayLackItsNameButNotItsColon() {
    assertThat(only(crontab("0 0 * * * curl -u :x http://a")).get("auth"))
        .hasToString("{type=basic, username=, password=x}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a.example.com                    | url    | http://a.example.com
          http://u@a.example.com/x?y#z     | name   | a-example-com-x
          http://a                         | method | GET
          -I http://a                      | method | HEAD
          -d x http://a                    | method | POST
          -d x -G http://a                 | method | GET
          -d x -G http://a                 | url    | http://a?x
          -d x -G http://a?y               | url    | http://a?y&x
          -G http://a                      | url    | http://a
          -X delete http://a               | method | delete
          -XPATCH http://a                 | method | PATCH
          --data-ascii x http://a          | body   | x
          --data-binary x -d y http://a    | body   | x&y
          --data-raw @x http://a           | body   | @x
          -d x http://a                    | headers | {Content-Type=application/x-www-form-urlencoded}
          -d x -H content-type:a/b http://a | headers | {content-type=a/b}
          -H 'X-Empty;' http://a           | headers | {X-Empty=}
          --json 1 http://a                | headers | {Content-Type=application/json, Accept=application/json}
          -m 2.50 http://a                 | timeout | 2.5
          -m 100 http://a                  | timeout | 100
          --retry 2 http://a               | retry  | {max_attempts=3}
          --retry 2 --retry-delay 4 http://a | retry | {max_attempts=3, min_backoff=4}
          -u a:b:c http://a                | auth   | {type=basic, username=a, password=b:c}
          --oauth2-bearer t http://a       | auth   | {type=bearer, token=t}
          http://a/\\ b                    | url    | http://a/ b
          http://a/'$x'\\                  | url    | http://a/$${x}
          http://a/$x-$-${y}"$z"           | url    | http://a/${x}-$-${y}${z}
          $x                               | url    | ${x}
          "http://a/\\"\\$\\`\\q"          | url    | http://a/"$`\\q
          http://a/x#y                     | url    | http://a/x#y
          http://a 2> /dev/null >&2        | url    | http://a
          http://a/''1>/dev/null           | url    | http://a/1
          """)
  void curlsOptionsBecomeFields(String arguments, String field, String value) {
    String written = arguments.replace("\\\\", "\\").replace("'$x'\\", "'${x}'");
    assertThat(only(crontab("0 0 * * * curl " + written)))
        .hasEntrySatisfying(
            field, actual -> assertThat(actual).hasToString(value.replace("\\\\", "\\")));
  }

  @Test
  void whatIsLeftOutWithoutHarmIsSaid() {
    Imported imported =
        crontab(
            "CRON_TZ=UTC\n0 0 * * * curl -46 --connect-timeout 3 --retry-max-time 9 http://a 2>err.txt");
    assertThat(only(imported)).containsEntry("url", "http://a");
    assertThat(imported.notes())
        .containsExactly(
            "a: --ipv4 is left behind.",
            "a: --ipv6 is left behind.",
            "a: --connect-timeout is left behind; timeout bounds the whole attempt.",
            "a: --retry-max-time is left behind.",
            "a: its output went to err.txt.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          -u a:b             | auth.password
          --oauth2-bearer t  | auth.token
          -H 'x-api-key: 1'  | headers.x-api-key
          -H 'Authorization: x' | headers.Authorization
          -b a=1             | headers.Cookie
          """)
  void secretsInPlainTextAreSaid(String option, String where) {
    assertThat(crontab("CRON_TZ=UTC\n0 0 * * * curl http://a " + option).notes())
        .containsExactly(
            "a: " + where + " stands in plain text; keep it in a variable and write ${NAME}.");
    String variable = option.replaceAll("[1btx](?='?$)", "\\$X").replace("'", "\"");
    assertThat(crontab("CRON_TZ=UTC\n0 0 * * * curl http://a " + variable).notes()).isEmpty();
  }

  @Test
  void commentsBelongToTheLineThatFollowsThem() {
    Imported imported =
        crontab(
            "# lost\n0 0 * * * wget x\n# away\n\n# one\n#two\n0 0 * * * curl a\n0 0 * * * curl b");
    assertThat(imported.endpoints())
        .extracting(ImportedEndpoint::comments)
        .containsExactly(List.of("one", "two"), List.of());
  }

  @Test
  void outputMayGoToSeveralFiles() {
    Imported imported = crontab("CRON_TZ=UTC\n0 0 * * * curl http://a >x>>'y z' -s\\");
    assertThat(imported.lost()).containsExactly("line 2: its option -\\ has no counterpart.");
    Imported good = crontab("CRON_TZ=UTC\n0 0 * * * curl http://a >x>>'y z' -s");
    assertThat(good.notes())
        .containsExactly("a: its output went to x.", "a: its output went to y z.");
  }

  @Test
  void everyMeaninglessOptionIsAccepted() {
    assertThat(
            only(
                crontab(
                    "0 0 * * * curl -sSfviqN#O -o f -w x --fail-with-body --no-progress-meter"
                        + " --compressed --http1.1 --http2 a")))
        .containsEntry("url", "http://a");
  }
}
