package io.schedulerrunner.notify;

import io.schedulerrunner.config.Notifications;
import io.schedulerrunner.config.OneLine;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Posts;
import io.schedulerrunner.execute.Run;
import io.schedulerrunner.execute.RunObserver;
import io.schedulerrunner.execute.RunStart;
import io.schedulerrunner.execute.Time;
import io.schedulerrunner.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each run whoever is configured, all at the same time, before the run is answered: where
 * the processor is taken away after the answer, nothing could be sent later. Takes at most 20 s and
 * never longer than the run's deadline allows; what goes wrong stands in the report and harms
 * nothing. Thread-safe.
 */
public final class Notifier implements RunObserver {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration NEEDED = Duration.ofSeconds(10);

  private final List<Channel> channels;
  private final Duration timeNeeded;
  private final Time time;

  Notifier(List<Channel> channels, Duration timeNeeded, Time time) {
    this.channels = List.copyOf(channels);
    this.timeNeeded = timeNeeded;
    this.time = time;
  }

  /**
   * Tells those who are configured.
   *
   * @param past what the history says
   */
  public static Notifier of(Notifications settings, Posts posts, PastRuns past, Time time) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new MailChannel(settings.mail(), past, Notifier::mail));
    RetryingPosts patient = new RetryingPosts(posts, time);
    settings
        .webhook()
        .ifPresent(webhook -> channels.add(new WebhookChannel(webhook, patient, time)));
    settings.heartbeat().ifPresent(url -> channels.add(new HeartbeatChannel(url, patient, time)));
    boolean busy = channels.size() > 1 || settings.mail().isPresent();
    return new Notifier(channels, busy ? NEEDED : Duration.ZERO, time);
  }

  /** The class is not even looked at before, for it brings a library with it. */
  private static Delivery mail(Letter letter, Notifications.Mail settings, TimeLimit limit)
      throws InterruptedException {
    return new SmtpServer(Optional.empty()).send(letter, settings, limit);
  }

  @Override
  public Duration timeNeeded() {
    return timeNeeded;
  }

  @Override
  public Watch begin(RunStart start) {
    List<Conversation> conversations =
        channels.stream()
            .filter(channel -> channel.concerns(start))
            .map(channel -> Conversation.begin(channel, start))
            .toList();
    return new Watch() {
      @Override
      public List<Note> ended(Run run, boolean kept) {
        Report report = new Report(run, kept, false);
        TimeLimit limit = limit(start, run);
        return tell(start, conversations, limit, one -> one.end(report, limit));
      }

      @Override
      public void broken(Throwable cause) {
        // The trigger gets an error in any case: that somebody hears of it matters more than when.
        TimeLimit limit = TimeLimit.within(LONGEST, time.nanos() + LONGEST.toNanos(), time);
        tell(start, conversations, limit, one -> one.breakOff(limit));
      }
    };
  }

  /** Only a run that is spread over instances outlives its deadline: nobody waits for it then. */
  private TimeLimit limit(RunStart start, Run run) {
    boolean awaited = run.duration().compareTo(run.plan().deadline()) < 0;
    long until = awaited ? start.tellByNanos() : time.nanos() + LONGEST.toNanos();
    return TimeLimit.within(LONGEST, until, time);
  }

  private static List<RunObserver.Note> tell(
      RunStart start,
      List<Conversation> conversations,
      TimeLimit limit,
      Function<Conversation, FutureTask<Optional<Delivery>>> telling) {
    List<FutureTask<Optional<Delivery>>> tasks = conversations.stream().map(telling).toList();
    List<RunObserver.Note> notes = new ArrayList<>();
    try {
      for (int i = 0; i < tasks.size(); i++) {
        Conversation conversation = conversations.get(i);
        conversation
            .outcome(tasks.get(i), limit)
            .ifPresent(delivery -> notes.add(note(conversation.name(), delivery, start)));
      }
    } catch (InterruptedException e) {
      tasks.forEach(task -> task.cancel(true));
      Thread.currentThread().interrupt();
    }
    return notes;
  }

  private static RunObserver.Note note(String name, Delivery delivery, RunStart start) {
    Secrets secrets = start.plan().secrets();
    String message = secrets.redact(OneLine.of(delivery.message()));
    if (delivery instanceof Delivery.Failed) {
      LOG.atWarn()
          .addKeyValue("run_id", start.id())
          .log("{} of run {} failed: {}", name, start.id(), message);
    }
    return new RunObserver.Note(name, delivery.status(), message);
  }
}
