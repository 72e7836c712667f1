package io.schedulerrunner.cron.importer;

import java.util.List;

/** Reads what {@code gcloud scheduler jobs list --format=json} prints. */
final class JobListReader {

  private final Import found = new Import();

  Imported read(String text) {
    Object tree = JsonTree.read(text);
    List<?> jobs = tree instanceof List<?> list ? list : List.of(tree);
    if (!jobs.isEmpty() && jobs.stream().noneMatch(JobListReader::isJob)) {
      throw new ImportException(
          "holds no jobs of Cloud Scheduler, as gcloud scheduler jobs list --format=json prints them,"
              + " for example: [{\"name\": \"projects/p/locations/l/jobs/nightly\", ...}]");
    }
    for (Object job : jobs) {
      Message message = Message.of(job);
      String id = message.text("name").orElse("a job without a name");
      try {
        new JobReader(message, id.substring(id.lastIndexOf('/') + 1), found).read();
      } catch (ImportException refused) {
        found.lose(id, refused.reason());
      }
    }
    found.note(
        "all jobs",
        "userUpdateTime, status, scheduleTime and lastAttemptTime tell the past and are left"
            + " behind; so is the header User-Agent: Google-Cloud-Scheduler.");
    return found.result();
  }

  private static boolean isJob(Object job) {
    return Message.of(job).text("name").isPresent();
  }
}
