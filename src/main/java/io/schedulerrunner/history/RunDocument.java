package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.plan.Overlap;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.plan.Trigger;
import io.schedulerrunner.report.Counts;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A run in Firestore. Every write of a run changes its document, and asks for the version that was
 * read: so there are no locks to wait for.
 */
record RunDocument(StoredDocument stored) {

  static final String COLLECTION = "runner_runs";

  /** A document for each key names the run that has it. */
  static final String KEYS = "runner_keys";

  static final String STATUS = "status";
  static final String SOURCE = "source";
  static final String JOB = "job";
  static final String TAGS = "tags";
  static final String STARTED_AT = "started_at";
  static final String RUN_ID = "run_id";

  static final String ID = "id";
  private static final String KEY = "run_key";
  private static final String SCHEDULE_TIME = "schedule_time";
  private static final String TRIGGER_JOB = "trigger_job";
  private static final String SETTINGS_HASH = "settings_hash";
  private static final String MODE = "mode";
  private static final String ENDPOINTS = "endpoints";
  private static final String INSTANCE = "instance";
  private static final String LEASE_NUMBER = "lease_number";
  private static final String LEASE_UNTIL = "lease_until";
  private static final String PAGES = "pages";
  private static final String ENDED_AT = "ended_at";
  private static final String DURATION = "duration_us";
  private static final String SUCCESSFUL = "successful";
  private static final String WARNINGS = "warnings";
  private static final String FAILED = "failed";
  private static final String OMITTED = "omitted";

  private static final List<String> OPENED =
      List.of(
          STATUS,
          SETTINGS_HASH,
          MODE,
          TAGS,
          ENDPOINTS,
          INSTANCE,
          LEASE_NUMBER,
          LEASE_UNTIL,
          PAGES,
          STARTED_AT,
          ENDED_AT,
          DURATION,
          SUCCESSFUL,
          WARNINGS,
          FAILED,
          OMITTED);

  private static final List<String> ENDED =
      List.of(STATUS, STARTED_AT, ENDED_AT, DURATION, SUCCESSFUL, WARNINGS, FAILED, OMITTED);

  /** Where a run is; the order of the paths is that of the ids. */
  static String path(String id) {
    return COLLECTION + "/" + name(id);
  }

  /** A document's name has no slash, and is not one of those that are reserved. */
  static String name(String id) {
    return "run-" + URLEncoder.encode(id, UTF_8);
  }

  /** The beginning of the paths of all documents of a run in another collection. */
  static String prefix(String collection, String id) {
    return collection + "/" + name(id) + "~";
  }

  /** A key may be longer than a document's name. */
  static String keyPath(String key) {
    return KEYS + "/key-" + UUID.nameUUIDFromBytes(key.getBytes(UTF_8)) + "-" + key.length();
  }

  /** What makes a new run; its key is taken with it. */
  static List<DocumentWrite> create(OpenRequest request) {
    Trigger trigger = request.trigger();
    DocumentFields fields =
        opened(request, 1, 0)
            .text(ID, request.id())
            .text(KEY, trigger.key())
            .text(JOB, request.job())
            .text(SOURCE, trigger.source())
            .text(TRIGGER_JOB, trigger.job())
            .time(SCHEDULE_TIME, trigger.scheduleTime());
    DocumentWrite run = DocumentWrite.create(path(request.id()), fields);
    return trigger
        .key()
        .map(
            key ->
                List.of(
                    run,
                    DocumentWrite.create(
                        keyPath(key), new DocumentFields().text(RUN_ID, request.id()))))
        .orElseGet(() -> List.of(run));
  }

  private static DocumentFields opened(OpenRequest request, long number, long pages) {
    return new DocumentFields()
        .text(STATUS, RunStatus.RUNNING.wireName())
        .text(SETTINGS_HASH, request.outline().settingsHash())
        .text(MODE, request.outline().mode().name())
        .texts(TAGS, request.outline().tags())
        .number(ENDPOINTS, request.outline().entries().size())
        .text(INSTANCE, request.holder().instance())
        .number(LEASE_NUMBER, number)
        .time(LEASE_UNTIL, request.now().plus(request.holder().lease()))
        .number(PAGES, pages)
        .time(STARTED_AT, request.now());
  }

  /** Opens it again. */
  DocumentWrite takeOver(OpenRequest request, long pages) {
    return DocumentWrite.change(
        stored, opened(request, leaseNumber() + 1, this.pages() + pages), OPENED);
  }

  /** Renews its lease, and has so many pages more. */
  DocumentWrite renew(Instant until, long pages) {
    DocumentFields fields =
        new DocumentFields().time(LEASE_UNTIL, until).number(PAGES, this.pages() + pages);
    return DocumentWrite.change(stored, fields, List.of(LEASE_UNTIL, PAGES));
  }

  /** Writes pages of results after those that there are. */
  List<DocumentWrite> pages(Lease lease, List<ResultPage> pages) {
    List<DocumentWrite> writes = new ArrayList<>();
    for (ResultPage page : pages) {
      long number = pages() + writes.size() + 1;
      writes.add(page.write(ResultPages.path(lease, number), lease.runId()));
    }
    return writes;
  }

  DocumentWrite finish(Ending ending) {
    DocumentFields fields =
        new DocumentFields()
            .text(STATUS, ending.status().wireName())
            .time(STARTED_AT, ending.startedAt())
            .time(ENDED_AT, ending.endedAt())
            .number(DURATION, ending.duration().toNanos() / 1_000)
            .number(SUCCESSFUL, ending.counts().successful())
            .number(WARNINGS, ending.counts().warnings())
            .number(FAILED, ending.counts().failed())
            .number(OMITTED, ending.counts().omitted());
    return DocumentWrite.change(stored, fields, ENDED);
  }

  DocumentWrite release() {
    DocumentFields fields = new DocumentFields().text(STATUS, RunStatus.INTERRUPTED.wireName());
    return DocumentWrite.change(stored, fields, List.of(STATUS));
  }

  boolean isHeldBy(Lease lease) {
    return leaseNumber() == lease.number()
        && fields().text(STATUS).equals(RunStatus.RUNNING.wireName());
  }

  long leaseNumber() {
    return fields().number(LEASE_NUMBER);
  }

  /** How many pages of results were written; names the next one. */
  long pages() {
    return fields().number(PAGES);
  }

  Optional<String> key() {
    return fields().optionalText(KEY);
  }

  RecordedRun run() {
    DocumentFields fields = fields();
    Instant startedAt = fields.time(STARTED_AT);
    return new RecordedRun(
        fields.text(ID),
        new Trigger(
            fields.text(SOURCE),
            fields.optionalTime(SCHEDULE_TIME),
            key(),
            fields.optionalText(TRIGGER_JOB),
            Overlap.ALLOW),
        fields.optionalText(JOB),
        fields.text(SETTINGS_HASH),
        Plan.Mode.valueOf(fields.text(MODE)),
        new LinkedHashSet<>(fields.texts(TAGS)),
        fields.count(ENDPOINTS),
        RunStatus.valueOf(fields.text(STATUS).toUpperCase(Locale.ROOT)),
        new RecordedRun.Held(fields.text(INSTANCE), leaseNumber(), fields.time(LEASE_UNTIL)),
        startedAt,
        fields.optionalTime(ENDED_AT).map(end -> ending(startedAt, end)));
  }

  private Ending ending(Instant startedAt, Instant endedAt) {
    DocumentFields fields = fields();
    return new Ending(
        startedAt,
        endedAt,
        Duration.ofNanos(fields.number(DURATION) * 1_000),
        new Counts(
            fields.count(SUCCESSFUL),
            fields.count(WARNINGS),
            fields.count(FAILED),
            fields.count(OMITTED)));
  }

  private DocumentFields fields() {
    return stored.fields();
  }
}
