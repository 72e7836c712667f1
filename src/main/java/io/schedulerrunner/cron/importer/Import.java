package io.schedulerrunner.cron.importer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what an import finds, and sees to it that names are valid and unique. */
final class Import {

  private static final int LONGEST_NAME = 60;

  private final List<ImportedEndpoint> endpoints = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  void add(List<String> comments, Map<String, Object> fields) {
    ImportedEndpoint endpoint = new ImportedEndpoint(comments, fields);
    endpoints.add(endpoint);
    endpoint
        .plainSecrets()
        .forEach(
            secret ->
                note(
                    endpoint.name(),
                    secret + " stands in plain text; keep it in a variable and write ${NAME}."));
  }

  void lose(String what, String why) {
    lost.add(what + ": " + why);
  }

  void note(String what, String remark) {
    notes.add(what + ": " + remark);
  }

  /** A name that no other endpoint has: letters, digits, dashes and underscores. */
  String name(String wanted) {
    String valid = wanted.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    String base =
        valid.isEmpty() ? "job" : valid.substring(0, Math.min(LONGEST_NAME, valid.length()));
    String name = base;
    for (int i = 2; !names.add(name); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  Imported result() {
    return new Imported(endpoints, lost, notes);
  }
}
