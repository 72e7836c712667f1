package io.schedulerrunner.cron.importer;

import java.util.Map;
import java.util.Set;

/** What curl's options are called, and what becomes of them (curl 8 manual). */
final class CurlOptions {

  private static final Map<Character, String> SHORT =
      Map.ofEntries(
          Map.entry('X', "request"),
          Map.entry('H', "header"),
          Map.entry('d', "data"),
          Map.entry('u', "user"),
          Map.entry('m', "max-time"),
          Map.entry('A', "user-agent"),
          Map.entry('e', "referer"),
          Map.entry('b', "cookie"),
          Map.entry('G', "get"),
          Map.entry('I', "head"),
          Map.entry('L', "location"),
          Map.entry('k', "insecure"),
          Map.entry('s', "silent"),
          Map.entry('S', "show-error"),
          Map.entry('f', "fail"),
          Map.entry('o', "output"),
          Map.entry('O', "remote-name"),
          Map.entry('w', "write-out"),
          Map.entry('v', "verbose"),
          Map.entry('i', "include"),
          Map.entry('q', "disable"),
          Map.entry('N', "no-buffer"),
          Map.entry('#', "progress-bar"),
          Map.entry('4', "ipv4"),
          Map.entry('6', "ipv6"));

  /** They change what is printed, or nothing here. */
  private static final Set<String> WITHOUT_MEANING =
      Set.of(
          "silent",
          "show-error",
          "fail",
          "fail-with-body",
          "output",
          "write-out",
          "verbose",
          "include",
          "disable",
          "no-buffer",
          "progress-bar",
          "no-progress-meter",
          "compressed",
          "http1.1",
          "http2",
          "remote-name");

  private static final Map<String, String> REMARKS =
      Map.of(
          "location",
          "redirects are followed for GET and HEAD only.",
          "insecure",
          "certificates are always checked; --insecure is left behind.",
          "ipv4",
          "--ipv4 is left behind.",
          "ipv6",
          "--ipv6 is left behind.",
          "connect-timeout",
          "--connect-timeout is left behind; timeout bounds the whole attempt.",
          "retry-max-time",
          "--retry-max-time is left behind.",
          "retry-connrefused",
          "connections that are refused are tried again in any case.",
          "retry-all-errors",
          "--retry-all-errors is left behind.");

  private static final Set<String> WITH_VALUE =
      Set.of(
          "request",
          "header",
          "data",
          "data-raw",
          "data-binary",
          "data-ascii",
          "json",
          "user",
          "max-time",
          "user-agent",
          "referer",
          "cookie",
          "output",
          "write-out",
          "url",
          "retry",
          "retry-delay",
          "retry-max-time",
          "connect-timeout",
          "oauth2-bearer");

  private CurlOptions() {}

  /** The long name of a letter. */
  static String named(char letter) {
    String name = SHORT.get(letter);
    if (name == null) {
      throw new ImportException("its option -" + letter + " has no counterpart.");
    }
    return name;
  }

  static boolean takesValue(String option) {
    return WITH_VALUE.contains(option);
  }

  /** Whether leaving it out changes nothing. */
  static boolean isWithoutMeaning(String option) {
    return WITHOUT_MEANING.contains(option);
  }

  /**
   * What is to be said about an option that is left out.
   *
   * @throws ImportException where it cannot be left out
   */
  static String remark(String option) {
    String remark = REMARKS.get(option);
    if (remark == null) {
      throw new ImportException("its option --" + option + " has no counterpart.");
    }
    return remark;
  }
}
