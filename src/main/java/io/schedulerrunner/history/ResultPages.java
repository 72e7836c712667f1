package io.schedulerrunner.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The results of runs in Firestore: many of them in one document, a page, since a document for each
 * would cost a hundred times as much. The pages of a run are a log that is only ever added to.
 */
record ResultPages(Firestore firestore) {

  static final String COLLECTION = "runner_results";
  static final String FINISHED_AT = "finished_at";

  static final String ENTRIES = "entries";
  static final String RESPONSES = "responses";

  /** Most bytes of a page; a document has at most a mebibyte. */
  private static final int MOST_BYTES = 900_000;

  /**
   * Most pages that are read, or written, at a time: Firestore takes ten mebibytes, its emulator
   * four.
   */
  static final int AT_A_TIME = 4;

  private static final int ENTRIES_AT_A_TIME = 20;

  private static final String BREAK = "\n";

  /** Entries, divided so that each page fits a document. */
  static List<ResultPage> pages(List<ResultEntry> entries, Instant now) {
    List<ResultPage> pages = new ArrayList<>();
    List<ResultLine> lines = new ArrayList<>();
    int bytes = 0;
    for (ResultEntry entry : entries) {
      ResultLine line = ResultLine.of(entry, now);
      if (bytes + line.size() > MOST_BYTES) {
        pages.add(page(lines));
        lines.clear();
        bytes = 0;
      }
      lines.add(line);
      bytes += line.size();
    }
    if (!lines.isEmpty()) {
      pages.add(page(lines));
    }
    return pages;
  }

  private static ResultPage page(List<ResultLine> lines) {
    return new ResultPage(
        String.join(BREAK, lines.stream().map(ResultLine::entry).toList()),
        String.join(BREAK, lines.stream().map(ResultLine::response).toList()),
        lines.stream().map(ResultLine::at).reduce(Instant.MIN, ResultPages::later));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Where a page of the run itself is: after all those of earlier openings, and the earlier ones of
   * the same.
   */
  static String path(Lease lease, long number) {
    return prefix(lease, 0) + number(number);
  }

  /** Where a page of a batch is: after those of the run itself. */
  static String path(Batch.Key key, long number) {
    return prefix(key) + number(number);
  }

  private static String prefix(Lease lease, int batch) {
    return prefix(lease.runId()) + String.format(Locale.ROOT, "%010d-%08d-", lease.number(), batch);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%08d", number);
  }

  private static String prefix(Batch.Key key) {
    return prefix(BatchFiles.lease(key), key.number() + 1);
  }

  private static String prefix(String runId) {
    return RunDocument.prefix(COLLECTION, runId);
  }

  /** The results of a run, in the order of its plan. */
  List<RecordedResult> of(RunDocument run) {
    return of(run, true);
  }

  /** The same; the responses' bodies may be left out. */
  List<RecordedResult> of(RunDocument run, boolean withBodies) {
    return of(run, prefix(run.run().id()), withBodies);
  }

  /** What a batch has recorded, in the order of the run's plan. */
  List<RecordedResult> of(RunDocument run, Batch.Key key) {
    return of(run, prefix(key), true);
  }

  private List<RecordedResult> of(RunDocument run, String prefix, boolean withBodies) {
    Map<String, ResultEntry.Recorded> results = new LinkedHashMap<>();
    List<StoredDocument> pages = read(prefix, prefix, withBodies);
    while (!pages.isEmpty()) {
      for (StoredDocument page : pages) {
        entries(page).forEach(entry -> apply(entry, results));
      }
      pages = read(prefix, pages.getLast().path(), withBodies);
    }
    return results.values().stream()
        .map(it -> it.result().at(it.result().index(), it.lease() < run.leaseNumber()))
        .sorted(Comparator.comparingInt(RecordedResult::index).thenComparing(RecordedResult::name))
        .toList();
  }

  private List<StoredDocument> read(String prefix, String after, boolean withBodies) {
    DocumentQuery query =
        new DocumentQuery(COLLECTION)
            .ascending(DocumentQuery.NAME)
            .after(firestore.reference(after))
            .before(firestore.reference(prefix + "~"));
    return firestore.find(
        withBodies ? query.limit(AT_A_TIME) : query.only(ENTRIES).limit(ENTRIES_AT_A_TIME));
  }

  private static void apply(ResultEntry entry, Map<String, ResultEntry.Recorded> results) {
    switch (entry) {
      case ResultEntry.Recorded recorded -> results.put(entry.name(), recorded);
      case ResultEntry.Gone gone -> results.remove(gone.name());
      case ResultEntry.Moved moved ->
          results.computeIfPresent(
              moved.name(),
              (name, it) ->
                  new ResultEntry.Recorded(it.lease(), it.result().at(moved.position(), false)));
    }
  }

  /** What a page says, the oldest first; without responses where they were not asked for. */
  static List<ResultEntry> entries(StoredDocument page) {
    String[] lines = page.fields().text(ENTRIES).split(BREAK, -1);
    Optional<String[]> responses =
        page.fields().optionalText(RESPONSES).map(text -> text.split(BREAK, -1));
    List<ResultEntry> entries = new ArrayList<>(lines.length);
    for (int i = 0; i < lines.length; i++) {
      String response = responses.isPresent() ? responses.get()[i] : "";
      entries.add(ResultLine.read(lines[i], response));
    }
    return entries;
  }

  /** Whether a run has a result of an endpoint. */
  boolean know(RunDocument run, String endpoint) {
    return of(run, false).stream().anyMatch(result -> result.name().equals(endpoint));
  }
}
