package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.testing.Plans;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttachmentsTest {

  private static Outcome large(int bytes) {
    byte[] rendered = new byte[bytes];
    Arrays.fill(rendered, (byte) '1');
    return new Outcome.Succeeded(
        new Response(200, KeptBody.stored(KeptBody.Form.JSON, false, rendered)));
  }

  private static List<String> contents(Report report) {
    return Attachments.of(report).files().stream()
        .map(file -> new String(file.content(), UTF_8))
        .toList();
  }

  @Test
  void aFileIsTheEndpointsObjectInTheReport() {
    assertThat(contents(Told.report(Told.ok("{\"rows\":12}"))))
        .containsExactly(
            "{\"index\":0,\"name\":\"one\",\"endpoint\":\"https://api.example.com/v1/one?full=true\","
                + "\"method\":\"GET\",\"status\":\"success\",\"status_code\":200,"
                + "\"response\":{\"rows\":12},\"timestamp\":\"2026-11-23T12:00:00.087Z\","
                + "\"duration_ms\":87,\"attempts\":1}");
  }

  @Test
  void aResponseThatIsTooLargeIsLeftOut() {
    assertThat(contents(Told.report(large(300_000), large(200_000))))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .hasSizeLessThan(1_000)
                    .contains("\"response\":\"\",\"response_truncated\":true"),
            second -> assertThat(second).hasSizeGreaterThan(200_000));
  }

  @Test
  void aResponseThatCannotBeReadIsLeftOut() {
    KeptBody broken =
        new KeptBody() {
          @Override
          public Form form() {
            return Form.JSON;
          }

          @Override
          public boolean truncated() {
            return false;
          }

          @Override
          public java.util.OptionalInt bytesOnHeap() {
            return java.util.OptionalInt.empty();
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            out.write('x');
            throw new IOException("The disk is gone");
          }
        };

    assertThat(contents(Told.report(new Outcome.Succeeded(new Response(200, broken)))))
        .singleElement()
        .asString()
        .contains("\"response_truncated\":true");
    assertThat(BoundedOutput.head(10, broken::writeTo)).containsExactly('x');
  }

  @Test
  void allFilesTogetherFitIntoAMail() {
    Outcome[] outcomes = new Outcome[30];
    Arrays.fill(outcomes, large(250_000));
    outcomes[29] = Told.unreachable("No.");

    Attachments attachments = Attachments.of(Told.report(outcomes));

    assertThat(attachments.files()).hasSize(21);
    assertThat(attachments.leftOut()).isEqualTo(9);
    assertThat(attachments.files().getFirst().name()).startsWith("ERROR_30_");
    assertThat(attachments.files().stream().mapToInt(file -> file.content().length).sum())
        .isBetween(5_000_000, 5 * 1024 * 1024);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/v1/a?key=x, 01_api.example.com_v1_a_result.json",
    "HTTP://me:pass@Example.COM:8080/, 01_Example.COM_8080_result.json",
    "https://example.com/../../etc/passwd, 01_example.com_.._.._etc_passwd_result.json",
    "https://example.com/%0d%0aX:%20<script>/é, 01_example.com_0d_0aX_20_script_result.json",
    "https://example.com#f, 01_example.com_result.json",
    "https://[::1]/x, 01_1_x_result.json",
  })
  void aNameIsHostAndPath(String url, String name) {
    Plan plan = Plans.parallel(Plans.endpoint("a", "GET", url, Payload.NONE));

    assertThat(Attachments.of(Told.report(plan, Optional.empty(), List.of(Told.ok("1")))).files())
        .extracting(Attachment::name)
        .containsExactly(name);
  }

  @Test
  void aNameIsNeitherLongNorSecret() {
    String url = "https://example.com/not-a-real-secret/" + "x".repeat(500);
    Plan plan =
        Plans.hiding(Secrets.of(List.of("not-a-real-secret")), Plans.parallel(Plans.get("a", url)));

    assertThat(Attachments.of(Told.report(plan, Optional.empty(), List.of(Told.ok("1")))).files())
        .extracting(Attachment::name)
        .containsExactly("01_example.com_" + "x".repeat(48) + "_result.json");
  }

  @Test
  void singleBytesAreCountedToo() {
    assertThat(BoundedOutput.whole(2, out -> out.write('a'))).contains(new byte[] {'a'});
    assertThat(
            BoundedOutput.head(
                1,
                out -> {
                  out.write('a');
                  out.write('b');
                }))
        .containsExactly('a');
  }
}
