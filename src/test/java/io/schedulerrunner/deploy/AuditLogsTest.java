package io.schedulerrunner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class AuditLogsTest {
  private static final String WANTED = "[{\"logType\":\"DATA_READ\"},{\"logType\":\"DATA_WRITE\"}]";

  @Test
  void addsTheLogsAndKeepsBindingsAndEtag() throws IOException, InterruptedException {
    assertThat(changed("{\"bindings\":[1],\"etag\":\"e\"}"))
        .isEqualTo(
            "{\"bindings\":[1],\"etag\":\"e\",\"auditConfigs\":["
                + "{\"service\":\"cloudscheduler.googleapis.com\",\"auditLogConfigs\":"
                + WANTED
                + "},"
                + "{\"service\":\"run.googleapis.com\",\"auditLogConfigs\":"
                + WANTED
                + "}]}");
  }

  @Test
  void aSecondTimeChangesNothing() throws IOException, InterruptedException {
    String once =
        changed(
            "{\"auditConfigs\":[{\"service\":\"run.googleapis.com\",\"auditLogConfigs\":[{\"logType\":\"DATA_WRITE\",\"exemptedMembers\":[\"user:a\"]}]}]}");
    assertThat(once).contains("exemptedMembers");
    assertThat(changed(once)).isEqualTo(once);
  }

  private static String changed(String policy) throws IOException, InterruptedException {
    Script.Result result = Script.of("deploy/audit-logs").run(policy);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new JsonMapper().readTree(result.out()).toString();
  }
}
