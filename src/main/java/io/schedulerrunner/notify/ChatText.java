package io.schedulerrunner.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.Span;

/**
 * A run as a chat's message. What endpoints say of themselves can neither call people ({@code
 * <!channel>}, {@code <users/all>}) nor make up links.
 */
enum ChatText {
  /** See <a href="https://docs.slack.dev/messaging/formatting-message-text">formatting</a>. */
  SLACK("&lt;", "&gt;", "&amp;"),
  /**
   * See <a href="https://developers.google.com/workspace/chat/format-messages">formatting</a>:
   * there is no way of escaping.
   */
  GOOGLE("‹", "›", "&");

  /** Google Chat's limit is 4096 bytes, Slack's is longer. */
  private static final int MOST_BYTES = 3_500;

  private static final int LONGEST_CAUSE = 200;

  private final String less;
  private final String greater;
  private final String ampersand;

  ChatText(String less, String greater, String ampersand) {
    this.less = less;
    this.greater = greater;
    this.ampersand = ampersand;
  }

  /** The verdict, each failure as long as there is room, and where to find the rest. */
  String of(Report report) {
    Digest digest = new Digest(report, java.util.List.of(), false);
    StringBuilder text = new StringBuilder(512);
    text.append('*').append(escaped(digest.subject())).append("*\n");
    int told = 0;
    int bytes = text.length();
    for (Failing failing : digest.failures()) {
      String line = line(failing);
      bytes += line.getBytes(UTF_8).length;
      if (bytes > MOST_BYTES) {
        break;
      }
      text.append(line);
      told++;
    }
    if (told < report.failed()) {
      text.append("… and ").append(report.failed() - told).append(" more\n");
    }
    return text.append("Run ")
        .append(report.run().id())
        .append(", ")
        .append(Span.text(report.run().duration()))
        .toString();
  }

  private String line(Failing failing) {
    String cause = escaped(Cut.of(failing.cause(), LONGEST_CAUSE));
    return "• " + failing.name() + " " + failing.status() + ": " + cause + "\n";
  }

  private String escaped(String foreign) {
    return foreign.replace("&", ampersand).replace("<", less).replace(">", greater);
  }
}
