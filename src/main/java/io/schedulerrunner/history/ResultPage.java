package io.schedulerrunner.history;

import java.time.Instant;

/**
 * A page that is not written yet.
 *
 * @param entries one line of JSON for each
 * @param responses the line with the same number has the response's document
 * @param finishedAt of the latest of its results
 */
record ResultPage(String entries, String responses, Instant finishedAt) {

  DocumentWrite write(String path, String runId) {
    return DocumentWrite.create(
        path,
        new DocumentFields()
            .text(RunDocument.RUN_ID, runId)
            .time(ResultPages.FINISHED_AT, finishedAt)
            .text(ResultPages.ENTRIES, entries)
            .text(ResultPages.RESPONSES, responses));
  }
}
