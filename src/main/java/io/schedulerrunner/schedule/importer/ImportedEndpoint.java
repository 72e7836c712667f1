package io.schedulerrunner.schedule.importer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One endpoint as it will stand in the file. Immutable.
 *
 * @param comments what its owner said about it
 * @param fields in order: strings, numbers, lists of strings, and maps of these
 */
public record ImportedEndpoint(List<String> comments, Map<String, Object> fields) {

  public ImportedEndpoint {
    comments = List.copyOf(comments);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
