package io.schedulerrunner.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for Cloud Scheduler in simulated time: delivers at least once, gives an attempt up at
 * its deadline, and backs off between retries until the next schedule (scheduler v1, {@code
 * job.proto}: RetryConfig and attempt_deadline). The same schedule time comes with every attempt.
 */
final class CloudScheduler {

  /** Sends a trigger's headers and returns the status of the answer. */
  interface Target {
    int send(String... headers);
  }

  /**
   * A job.
   *
   * @param retries retryCount
   */
  record Job(
      String name,
      Duration every,
      Duration attemptDeadline,
      int retries,
      Duration minBackoff,
      Duration maxBackoff,
      int maxDoublings) {}

  final AtomicInteger duplicates = new AtomicInteger();
  final AtomicInteger givenUp = new AtomicInteger();
  final AtomicInteger retried = new AtomicInteger();
  final AtomicInteger conflicts = new AtomicInteger();
  private final Job job;
  private final Target target;
  private final SimulatedTime time;
  private final Random random;

  CloudScheduler(Job job, Target target, SimulatedTime time, Random random) {
    this.job = job;
    this.target = target;
    this.time = time;
    this.random = random;
  }

  /** Plans so many schedules, the first one now. */
  void plan(int schedules) {
    Instant first = time.now();
    for (int i = 0; i < schedules; i++) {
      Instant due = first.plus(job.every().multipliedBy(i));
      time.at(due, () -> attempt(due, 0));
    }
  }

  private void attempt(Instant due, int retry) {
    if (random.nextInt(10) == 0) {
      duplicates.incrementAndGet();
      time.at(time.now().plusMillis(random.nextInt(600_000)), () -> send(due));
    }
    Instant began = time.now();
    boolean[] abandoned = new boolean[1];
    Instant patience =
        time.at(
            began.plus(job.attemptDeadline()),
            () -> {
              abandoned[0] = true;
              givenUp.incrementAndGet();
              retry(due, retry);
            });
    int status = send(due);
    if (!abandoned[0]) {
      time.drop(patience);
      if (status < 200 || status > 299) {
        retry(due, retry);
      }
    }
  }

  private void retry(Instant due, int retry) {
    Instant next = time.now().plus(backoff(retry));
    if (retry < job.retries() && next.isBefore(due.plus(job.every()))) {
      retried.incrementAndGet();
      time.at(next, () -> attempt(due, retry + 1));
    }
  }

  private Duration backoff(int retry) {
    Duration doubled = job.minBackoff().multipliedBy(1L << Math.min(retry, job.maxDoublings()));
    return doubled.compareTo(job.maxBackoff()) < 0 ? doubled : job.maxBackoff();
  }

  private int send(Instant due) {
    int status =
        target.send(
            "User-Agent",
            "Google-Cloud-Scheduler",
            "X-CloudScheduler",
            "true",
            "X-CloudScheduler-JobName",
            job.name(),
            "X-CloudScheduler-ScheduleTime",
            due.toString(),
            "Content-Type",
            "application/octet-stream");
    if (status == 409) {
      conflicts.incrementAndGet();
    }
    return status;
  }
}
