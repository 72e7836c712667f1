package io.schedulerrunner.cron.importer;

import io.schedulerrunner.config.TimeZones;
import io.schedulerrunner.cron.CronException;
import io.schedulerrunner.cron.CronExpression;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a crontab (crontab(5)) whose commands are {@code curl}. */
final class CrontabReader {

  private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
  private static final Pattern LINE = Pattern.compile("(@\\S+|(?:\\S+\\s+){4}\\S+)\\s+(.+)");
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]*");

  private final Import found = new Import();
  private final List<String> comments = new ArrayList<>();
  private Optional<ZoneId> zone;
  private boolean zoneIsAssumed = true;
  private boolean anyLineFits;

  CrontabReader(ZoneId zone) {
    this.zone = Optional.of(zone);
  }

  Imported read(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String where = "line " + (i + 1);
      try {
        line(where, lines.get(i).strip());
      } catch (ImportException refused) {
        found.lose(where, refused.reason());
        comments.clear();
      }
    }
    Imported result = found.result();
    if (!anyLineFits && !result.lost().isEmpty()) {
      throw new ImportException(
          "is neither JSON of Cloud Scheduler's jobs nor a crontab, in which a line is for example:"
              + " 0 9 * * * curl https://api.example.com/task");
    }
    return result;
  }

  private void line(String where, String line) {
    Matcher variable = VARIABLE.matcher(line);
    if (line.isEmpty()) {
      comments.clear();
    } else if (line.startsWith("#")) {
      comments.add(line.substring(1).strip());
    } else if (variable.matches()) {
      anyLineFits = true;
      variable(where, variable.group(1), unquoted(variable.group(2)));
    } else {
      job(where, line);
    }
  }

  private static String unquoted(String value) {
    return value.matches("\".*\"|'.*'") ? value.substring(1, value.length() - 1) : value;
  }

  private void variable(String where, String name, String value) {
    if ("CRON_TZ".equals(name) || "TZ".equals(name)) {
      zone = TimeZones.named(value);
      zoneIsAssumed = false;
      if (zone.isEmpty()) {
        throw new ImportException(name + " is not a time zone: " + value);
      }
    } else {
      found.note(
          where, name + " is left behind; where a command uses it, set it for the runner itself.");
    }
  }

  private void job(String where, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new ImportException("is neither a schedule with a command nor a variable.");
    }
    anyLineFits = true;
    checkSchedule(matcher.group(1));
    ZoneId known = zone.orElseThrow(() -> new ImportException("its time zone is not known."));
    ShellWords shell = new ShellWords(withoutPercent(matcher.group(2)));
    CurlCommand curl = new CurlCommand(arguments(where, shell.words()));
    Map<String, Object> request = curl.fields();
    String name = found.name(nameOf(curl.url()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.putAll(request);
    fields.put("schedule", matcher.group(1));
    fields.put("time_zone", known.getId());
    found.add(List.copyOf(comments), fields);
    comments.clear();
    curl.remarks().forEach(remark -> found.note(name, remark));
    shell.files().forEach(file -> found.note(name, "its output went to " + file + "."));
    if (zoneIsAssumed) {
      found.note(name, "no CRON_TZ goes before it; its time zone is taken to be " + known + ".");
    }
  }

  private static void checkSchedule(String schedule) {
    try {
      CronExpression.parse(schedule, "");
    } catch (CronException invalid) {
      throw new ImportException("its schedule cannot be used: " + invalid.getMessage());
    }
  }

  /** In a crontab a percent sign ends the command, unless a backslash goes before it. */
  private static String withoutPercent(String command) {
    if (command.replace("\\%", "").contains("%")) {
      throw new ImportException("a percent sign ends its command and begins its input.");
    }
    return command.replace("\\%", "%");
  }

  private List<String> arguments(String where, List<String> words) {
    if (isCurl(words, 0)) {
      return words.subList(1, words.size());
    }
    if (!isCurl(words, 1) || !USER.matcher(words.getFirst()).matches()) {
      throw new ImportException("its command is not curl.");
    }
    found.note(where, "it ran as the user " + words.getFirst() + ".");
    return words.subList(2, words.size());
  }

  private static boolean isCurl(List<String> words, int index) {
    return words.size() > index && words.get(index).matches("(.*/)?curl");
  }

  private static String nameOf(String url) {
    return url.replaceAll("[?#].*", "").replaceAll("^[a-zA-Z]+://([^/]*@)?", "");
  }
}
