package io.schedulerrunner.cron.importer;

import java.time.ZoneId;
import java.util.List;

/**
 * What became of a list of jobs. Immutable.
 *
 * @param endpoints what could be carried over, in order
 * @param lost what could not be carried over at all, and why
 * @param notes what is not quite as it was
 */
public record Imported(List<ImportedEndpoint> endpoints, List<String> lost, List<String> notes) {

  public Imported {
    endpoints = List.copyOf(endpoints);
    lost = List.copyOf(lost);
    notes = List.copyOf(notes);
  }

  /**
   * Reads what {@code gcloud scheduler jobs list --format=json} prints, or one job of it, or a
   * crontab.
   *
   * @param zone the zone of crontab lines that no {@code CRON_TZ} goes before
   * @throws ImportException where the text is neither
   */
  public static Imported read(String text, ZoneId zone) {
    String start = text.stripLeading();
    return start.startsWith("[") || start.startsWith("{")
        ? new JobListReader().read(text)
        : new CrontabReader(zone).read(text);
  }

  /** As an endpoints file, with the losses and notes as comments. */
  public String yaml() {
    return new EndpointsYaml(this).toString();
  }
}
