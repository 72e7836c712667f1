package io.schedulerrunner.cron.importer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text from elsewhere, written so that the configuration takes it for itself. */
final class Literal {

  /** Stand around the name of a variable that is to be replaced. */
  static final char OPEN = '\uE000';

  static final char CLOSE = '\uE001';

  private static final Pattern TEMPLATE = Pattern.compile("(\\$*)\\{\\{");
  private static final Pattern VARIABLE = Pattern.compile(OPEN + "([A-Za-z0-9_]+)" + CLOSE);

  private Literal() {}

  /** Escapes <code>${</code> and <code>{{</code>; marked variables become <code>${NAME}</code>. */
  static String of(String text) {
    StringBuilder escaped = new StringBuilder();
    Matcher template = TEMPLATE.matcher(text);
    int from = 0;
    while (template.find()) {
      String dollars = template.group(1).isEmpty() ? "" : "\"" + template.group(1) + "\" & ";
      escaped
          .append(text.substring(from, template.start()).replace("${", "$${"))
          .append("{{ " + dollars + "\"{\" & \"{\" }}");
      from = template.end();
    }
    escaped.append(text.substring(from).replace("${", "$${"));
    String marked = escaped.toString().replace("$" + OPEN, "{{ \"$\" }}" + OPEN);
    return VARIABLE.matcher(marked).replaceAll("\\${$1}");
  }
}
