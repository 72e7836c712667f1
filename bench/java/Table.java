import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of a result, ratios first. */
final class Table {
  private final List<String> judged = new ArrayList<>();
  private final List<String> figures = new ArrayList<>();
  private int missed;

  /** A ratio that must not be above the bound. */
  void atMost(String figure, double ratio, double bound, String detail) {
    judge(figure, ratio, "≤ ", bound, ratio <= bound, detail);
  }

  /** A ratio that must not be below the bound. */
  void atLeast(String figure, double ratio, double bound, String detail) {
    judge(figure, ratio, "≥ ", bound, ratio >= bound, detail);
  }

  private void judge(String figure, double ratio, String sign, double bound, boolean reached, String detail) {
    missed += reached ? 0 : 1;
    judged.add(
        "| %s | **%.2f** | %s%s | %s | %s |".formatted(figure, ratio, sign, number(bound), reached ? "yes" : "**no**", detail));
    System.out.println(judged.getLast());
  }

  /** A figure without a bound. */
  void figure(String figure, String value) {
    figures.add("| %s | %s |".formatted(figure, value));
    System.out.println(figures.getLast());
  }

  /** A row that cannot be measured here. */
  void absent(String figure, String why) {
    figure(figure, "not measured: " + why);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    if (!judged.isEmpty()) {
      text.append("| figure | ratio | must | reached | measured |\n|---|---|---|---|---|\n");
      judged.forEach(row -> text.append(row).append('\n'));
      text.append('\n').append(judged.size() - missed).append(" of ").append(judged.size()).append(" reached.\n\n");
    }
    text.append("| figure | measured |\n|---|---|\n");
    figures.forEach(row -> text.append(row).append('\n'));
    return text.toString();
  }
}
