package io.schedulerrunner.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.testing.Runs;
import io.schedulerrunner.testing.SteppedTime;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HeartbeatChannelTest {

  private static final Report SUCCESS = Told.report(Told.ok("1"), Told.warning());
  private static final Report FAILURE = Told.report(Told.unreachable("No."));

  private final SteppedTime time = new SteppedTime(Runs.NOON);
  private final FakePosts posts = new FakePosts();

  private void beat(String url, Report report) throws InterruptedException {
    HeartbeatChannel channel =
        new HeartbeatChannel(URI.create(url), new RetryingPosts(posts, time), time);
    RunStart start =
        new RunStart(
            Told.ID, report.run().trigger(), report.run().plan(), time.nanos(), false, false);
    assertThat(channel.name()).isEqualTo("heartbeat_notification");
    channel.begun(start);
    assertThat(
            channel.ended(
                start, report, TimeLimit.within(Duration.ofSeconds(20), Long.MAX_VALUE, time)))
        .contains(new Delivery.Sent("To ping.example.com."));
  }

  @Test
  void aRunThatSucceeds() throws Exception {
    beat("https://ping.example.com/my-id", SUCCESS);

    assertThat(posts.sent)
        .extracting(FakePosts.Sent::url)
        .hasToString(
            "[https://ping.example.com/my-id/start?rid="
                + Told.ID
                + ", https://ping.example.com/my-id?rid="
                + Told.ID
                + "]");
    assertThat(posts.sent)
        .extracting(FakePosts.Sent::body)
        .containsExactly(
            "scheduler: 2 endpoints", "All 2 endpoints succeeded, 1 with a warning (HTTP 207)");
    assertThat(posts.sent.getFirst().headers())
        .containsEntry("Content-Type", "text/plain; charset=utf-8");
  }

  @Test
  void aRunThatFails() throws Exception {
    beat("https://ping.example.com/my-id/", FAILURE);

    assertThat(posts.sent.getFirst().body()).isEqualTo("scheduler: 1 endpoint");
    assertThat(posts.sent.getLast().url())
        .hasToString("https://ping.example.com/my-id/fail?rid=" + Told.ID);
    assertThat(posts.sent.getLast().body()).isEqualTo("1 of 1 endpoint failed: one");
  }

  @Test
  void aRunThatABugBreaksOffHasFailed() throws Exception {
    HeartbeatChannel channel =
        new HeartbeatChannel(
            URI.create("https://ping.example.com/my-id"), new RetryingPosts(posts, time), time);

    assertThat(
            channel.broken(
                Told.start(FAILURE, false, false),
                TimeLimit.within(Duration.ofSeconds(20), Long.MAX_VALUE, time)))
        .contains(new Delivery.Sent("To ping.example.com."));

    assertThat(posts.sent)
        .extracting(FakePosts.Sent::url, FakePosts.Sent::body)
        .containsExactly(
            tuple(
                URI.create("https://ping.example.com/my-id/fail?rid=" + Told.ID),
                "Broken off by an internal error; the log says which"));
  }

  @Test
  void aQueryIsKept() throws Exception {
    beat("https://ping.example.com/my-id?create=1", SUCCESS);

    assertThat(posts.sent.getFirst().url())
        .hasToString("https://ping.example.com/my-id/start?create=1&rid=" + Told.ID);
  }
}
