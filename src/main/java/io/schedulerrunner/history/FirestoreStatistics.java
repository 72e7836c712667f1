package io.schedulerrunner.history;

import io.schedulerrunner.execute.Failure;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.report.ReportLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How endpoints have been doing, from the latest pages of results in Firestore; their responses are
 * not read. Used once.
 */
final class FirestoreStatistics {

  private static final int AT_A_TIME = 100;

  private final Firestore firestore;
  private final Optional<String> endpoint;
  private final Instant since;
  private final int most;
  private final Map<String, List<EndpointStatistics.Sample>> samples = new TreeMap<>();
  private final Set<Seen> seen = new HashSet<>();

  /** An endpoint of a run of which something is known; what is read later is older. */
  private record Seen(String runId, String endpoint) {}

  /**
   * Of calls that finished since a time.
   *
   * @param endpoint only this one; all where empty
   * @param most about how many pages are looked at, the latest: each is paid for
   */
  FirestoreStatistics(Firestore firestore, Optional<String> endpoint, Instant since, int most) {
    this.most = most;
    this.firestore = firestore;
    this.endpoint = endpoint;
    this.since = since;
  }

  List<EndpointStatistics> read() {
    List<StoredDocument> pages = firestore.find(query());
    int read = pages.size();
    pages.forEach(this::add);
    while (pages.size() == AT_A_TIME && read < most) {
      pages = firestore.find(after(pages.getLast()));
      read += pages.size();
      pages.forEach(this::add);
    }
    return samples.entrySet().stream()
        .map(it -> EndpointStatistics.of(it.getKey(), latest(it.getValue())))
        .toList();
  }

  private DocumentQuery query() {
    return new DocumentQuery(ResultPages.COLLECTION)
        .where(ResultPages.FINISHED_AT, "GREATER_THAN_OR_EQUAL", DocumentFields.timeValue(since))
        .descending(ResultPages.FINISHED_AT)
        .descending(DocumentQuery.NAME)
        .only(RunDocument.RUN_ID, ResultPages.FINISHED_AT, ResultPages.ENTRIES)
        .limit(AT_A_TIME);
  }

  private DocumentQuery after(StoredDocument page) {
    return query()
        .after(
            DocumentFields.timeValue(page.fields().time(ResultPages.FINISHED_AT)),
            firestore.reference(page.path()));
  }

  private void add(StoredDocument page) {
    String runId = page.fields().text(RunDocument.RUN_ID);
    for (ResultEntry entry : ResultPages.entries(page).reversed()) {
      if (endpoint.map(entry.name()::equals).orElse(true)) {
        add(runId, entry);
      }
    }
  }

  private void add(String runId, ResultEntry entry) {
    switch (entry) {
      case ResultEntry.Moved moved -> {}
      case ResultEntry.Gone gone -> seen.add(new Seen(runId, gone.name()));
      case ResultEntry.Recorded recorded -> {
        if (seen.add(new Seen(runId, recorded.name()))) {
          add(runId, recorded.result());
        }
      }
    }
  }

  private void add(String runId, RecordedResult recorded) {
    if (recorded.wasCalled() && !recorded.finishedAt().isBefore(since)) {
      ReportLine line = ReportLine.of(recorded.outcome());
      samples
          .computeIfAbsent(recorded.name(), _ -> new ArrayList<>())
          .add(
              new EndpointStatistics.Sample(
                  runId,
                  recorded.finishedAt(),
                  recorded.duration(),
                  line.failure().map(Failure::message),
                  line.response().map(Response::status)));
    }
  }

  private static List<EndpointStatistics.Sample> latest(List<EndpointStatistics.Sample> all) {
    return all.stream()
        .sorted(Comparator.comparing(EndpointStatistics.Sample::finishedAt).reversed())
        .limit(EndpointStatistics.WINDOW)
        .toList();
  }
}
