package io.schedulerrunner.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Schedules in Firestore. Times are numbers here: only of these does Firestore keep the largest.
 */
record FirestoreSchedules(Firestore firestore) implements ScheduleStore {

  private static final String SCHEDULES = "runner_schedules";
  private static final String TICKS = "runner_ticks";
  private static final String ENDPOINT = "endpoint";
  private static final String PAUSED = "paused";
  private static final String FIRED_AT = "fired_at_us";
  private static final String HANDLED_UNTIL = "handled_until_us";
  private static final int AT_A_TIME = 1_000;

  @Override
  public Map<String, ScheduleState> states() {
    Map<String, ScheduleState> states = new TreeMap<>();
    DocumentQuery first = query();
    for (List<StoredDocument> some = firestore.find(first); !some.isEmpty(); ) {
      for (StoredDocument document : some) {
        DocumentFields fields = document.fields();
        states.put(
            fields.text(ENDPOINT),
            new ScheduleState(fields.number(PAUSED) == 1, time(fields, FIRED_AT)));
      }
      some = firestore.find(query().after(firestore.reference(some.getLast().path())));
    }
    return states;
  }

  private static DocumentQuery query() {
    return new DocumentQuery(SCHEDULES).ascending(DocumentQuery.NAME).limit(AT_A_TIME);
  }

  @Override
  public void pause(String endpoint, boolean paused) {
    DocumentFields fields =
        new DocumentFields().text(ENDPOINT, endpoint).number(PAUSED, paused ? 1 : 0);
    firestore.commit(
        List.of(DocumentWrite.merge(path(SCHEDULES, endpoint), fields, List.of(ENDPOINT, PAUSED))));
  }

  @Override
  public void fired(Set<String> endpoints, Instant at) {
    List<DocumentWrite> writes = new ArrayList<>();
    for (String endpoint : endpoints) {
      writes.add(
          DocumentWrite.merge(
                  path(SCHEDULES, endpoint),
                  new DocumentFields().text(ENDPOINT, endpoint),
                  List.of(ENDPOINT))
              .atLeast(FIRED_AT, micros(at)));
    }
    for (int i = 0; i < writes.size(); i += Firestore.MOST_WRITES) {
      firestore.commit(writes.subList(i, Math.min(writes.size(), i + Firestore.MOST_WRITES)));
    }
  }

  @Override
  public Optional<Instant> handledUntil(String source) {
    return firestore
        .get(path(TICKS, source))
        .flatMap(document -> time(document.fields(), HANDLED_UNTIL));
  }

  @Override
  public void handled(String source, Instant until) {
    firestore.commit(
        List.of(
            DocumentWrite.merge(path(TICKS, source), new DocumentFields(), List.of())
                .atLeast(HANDLED_UNTIL, micros(until))));
  }

  /** A prefix keeps a name from being one of those that are reserved. */
  private static String path(String collection, String name) {
    return collection + "/is-" + URLEncoder.encode(name, UTF_8);
  }

  private static Optional<Instant> time(DocumentFields fields, String name) {
    return fields.has(name)
        ? Optional.of(Instant.EPOCH.plus(fields.number(name), ChronoUnit.MICROS))
        : Optional.empty();
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
