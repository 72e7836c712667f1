package io.schedulerrunner.cron.importer;

import java.util.List;
import java.util.Map;

/** Writes an endpoints file by hand, so that comments can stand in it. Strings are quoted. */
final class EndpointsYaml {

  private final Imported imported;
  private final StringBuilder yaml = new StringBuilder();

  EndpointsYaml(Imported imported) {
    this.imported = imported;
  }

  @Override
  public String toString() {
    yaml.setLength(0);
    comment("", "yaml-language-server: $schema=./docs/endpoints.schema.json");
    section("Could not be carried over:", imported.lost());
    section("Not quite as it was:", imported.notes());
    yaml.append(imported.endpoints().isEmpty() ? "endpoints: []\n" : "endpoints:\n");
    for (ImportedEndpoint endpoint : imported.endpoints()) {
      endpoint.comments().forEach(line -> comment("  ", line));
      fields("  - ", "    ", endpoint.fields());
    }
    return yaml.toString();
  }

  private void section(String title, List<String> items) {
    if (!items.isEmpty()) {
      comment("", title);
      items.forEach(item -> comment("", "- " + item));
    }
  }

  private void comment(String indent, String text) {
    text.lines()
        .forEach(line -> yaml.append(indent).append("# ").append(printable(line)).append('\n'));
  }

  private static String printable(String line) {
    return line.replaceAll("\\p{C}", " ");
  }

  private void fields(String first, String rest, Map<?, ?> fields) {
    String indent = first;
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      yaml.append(indent).append(key(field.getKey().toString())).append(':');
      value(rest, field.getValue());
      indent = rest;
    }
  }

  private static String key(String name) {
    return name.matches("[a-z_]+") && !"on".equals(name) ? name : quoted(name);
  }

  private void value(String indent, Object value) {
    if (value instanceof Map<?, ?> map) {
      yaml.append('\n');
      fields(indent + "  ", indent + "  ", map);
    } else if (value instanceof List<?> list) {
      List<String> items = list.stream().map(item -> quoted(item.toString())).toList();
      yaml.append(" [").append(String.join(", ", items)).append("]\n");
    } else {
      String text = value.toString();
      yaml.append(' ').append(value instanceof String ? quoted(text) : text).append('\n');
    }
  }

  /** A double-quoted scalar (YAML 1.2, 7.3.1); what cannot be printed is escaped. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(point -> append(quoted, point));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int point) {
    switch (point) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      default -> {
        if (isPrintable(point)) {
          quoted.appendCodePoint(point);
        } else {
          quoted.append("\\U%08x".formatted(point));
        }
      }
    }
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
