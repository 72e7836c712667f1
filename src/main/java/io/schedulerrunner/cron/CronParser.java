package io.schedulerrunner.cron;

import java.util.ArrayList;
import java.util.List;

/** Reads a whole expression: five fields, or one of the forms with an at sign. */
final class CronParser {

  private static final String EXAMPLE = "0 9 * * MON-FRI";

  private static final List<CronField> FIELDS = List.of(CronField.values());

  private final String text;
  private final String name;

  /**
   * @param name what {@code H} is spread by
   */
  CronParser(String text, String name) {
    this.text = text;
    this.name = name;
  }

  CronExpression parse() {
    String word = text.strip();
    String line = word.startsWith("@") ? nickname(word) : text;
    List<Integer> starts = starts(line);
    if (starts.size() != FIELDS.size()) {
      throw wrongCount(starts);
    }
    List<FieldParser> parsed = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      FieldParser parser = new FieldParser(line, starts.get(i), FIELDS.get(i), name);
      parser.parse();
      parsed.add(parser);
    }
    CronFields fields = fields(parsed);
    if (!isPossible(fields)) {
      throw new CronException(
          text, starts.get(2), "this day does not exist in any of the months named.", "0 0 31 1 *");
    }
    return new CronExpression(
        text,
        parsed.stream().map(FieldParser::canonical).toList(),
        fields,
        fields.isAll(CronField.HOUR) || parsed.getFirst().isRepeating());
  }

  private static CronFields fields(List<FieldParser> parsed) {
    return new CronFields(
        parsed.get(0).bits(),
        (int) parsed.get(1).bits(),
        parsed.get(2).bits(),
        (int) parsed.get(3).bits(),
        (int) parsed.get(4).bits(),
        !parsed.get(2).hasStar() && !parsed.get(4).hasStar());
  }

  private String nickname(String word) {
    return switch (word) {
      case "@yearly", "@annually" -> "0 0 1 1 *";
      case "@monthly" -> "0 0 1 * *";
      case "@weekly" -> "0 0 * * 0";
      case "@daily", "@midnight" -> "0 0 * * *";
      case "@hourly" -> "0 * * * *";
      default ->
          throw new CronException(
              text,
              text.indexOf('@'),
              "there are @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually.",
              "@daily");
    };
  }

  /** Where each word begins. */
  private static List<Integer> starts(String line) {
    List<Integer> starts = new ArrayList<>();
    boolean inside = false;
    for (int i = 0; i < line.length(); i++) {
      boolean word = !Character.isWhitespace(line.charAt(i));
      if (word && !inside) {
        starts.add(i);
      }
      inside = word;
    }
    return starts;
  }

  private CronException wrongCount(List<Integer> starts) {
    String fields = "minute, hour, day of month, month, day of week";
    return switch (starts.size()) {
      case 0 -> new CronException(text, 0, "five fields are needed: " + fields + ".", EXAMPLE);
      case 1, 2, 3, 4 ->
          new CronException(
              text,
              text.length(),
              "%d of five fields (%s); the rest is missing.".formatted(starts.size(), fields),
              EXAMPLE);
      case 6, 7 ->
          new CronException(
              text,
              starts.get(5),
              "%d fields instead of five (%s); unix cron has no seconds and no years."
                  .formatted(starts.size(), fields),
              EXAMPLE);
      default ->
          new CronException(
              text,
              starts.get(5),
              "%d fields instead of five (%s).".formatted(starts.size(), fields),
              EXAMPLE);
    };
  }

  /** Whether some day exists that the fields mean, in leap years at least. */
  private static boolean isPossible(CronFields fields) {
    int thirty = 1 << 4 | 1 << 6 | 1 << 9 | 1 << 11;
    int february = 1 << 2;
    int earliest = Long.numberOfTrailingZeros(fields.daysOfMonth());
    int months = fields.months();
    return fields.eitherDay()
        || earliest <= 29
        || (earliest == 30 && (months & ~february) != 0)
        || (months & ~february & ~thirty) != 0;
  }
}
