package io.schedulerrunner.cron.importer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One endpoint as it will stand in the file. Immutable.
 *
 * @param comments what its owner said about it
 * @param fields in order: strings, numbers, lists of strings, and maps of these
 */
public record ImportedEndpoint(List<String> comments, Map<String, Object> fields) {

  private static final Pattern SECRET =
      Pattern.compile("(?i)authorization|cookie|password|secret|token|key");

  public ImportedEndpoint {
    comments = List.copyOf(comments);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** Its name. */
  public String name() {
    return fields.getOrDefault("name", "").toString();
  }

  /** What looks like a secret and is no variable. */
  List<String> plainSecrets() {
    List<String> found = new ArrayList<>();
    for (String group : List.of("headers", "auth")) {
      if (fields.get(group) instanceof Map<?, ?> values) {
        values.forEach(
            (name, value) -> {
              if (SECRET.matcher(name.toString()).find() && !value.toString().contains("${")) {
                found.add(group + "." + name);
              }
            });
      }
    }
    return found;
  }
}
