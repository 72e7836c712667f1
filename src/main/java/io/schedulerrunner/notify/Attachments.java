package io.schedulerrunner.notify;

import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.report.EndpointStatus;
import io.schedulerrunner.report.Report;
import io.schedulerrunner.report.ReportLine;
import io.schedulerrunner.report.ShownUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each endpoint came to, as files: {@code 01_host_path_result.json}, and {@code
 * ERROR_02_host_path_result.json} where it did not succeed. What failed goes first where not
 * everything fits.
 *
 * @param leftOut how many endpoints have no file
 */
record Attachments(List<Attachment> files, int leftOut) {

  private static final int MOST_FILES = 50;

  /** A response that makes its file longer is left out of it. */
  private static final int LARGEST_FILE = 256 * 1024;

  /** Mail servers take 10 MB and more; base64 needs a third more than this. */
  private static final int MOST_BYTES = 5 * 1024 * 1024;

  private static final int LONGEST_PLACE = 60;

  Attachments {
    files = List.copyOf(files);
  }

  /** The files of a report. */
  static Attachments of(Report report) {
    List<Result> results =
        Stream.concat(
                report.run().results().stream().filter(Attachments::isFailure),
                report.run().results().stream().filter(result -> !isFailure(result)))
            .filter(result -> status(result) != EndpointStatus.OMITTED)
            .toList();
    List<Attachment> files = new ArrayList<>();
    int bytes = 0;
    for (Result result : results.subList(0, Math.min(MOST_FILES, results.size()))) {
      byte[] content = content(report, result);
      bytes += content.length;
      if (bytes > MOST_BYTES) {
        break;
      }
      files.add(new Attachment(name(result, report.run().plan().secrets()), content));
    }
    return new Attachments(files, results.size() - files.size());
  }

  private static byte[] content(Report report, Result result) {
    return BoundedOutput.whole(LARGEST_FILE, out -> report.writeResult(result, out))
        .or(
            () ->
                BoundedOutput.whole(
                    MOST_BYTES, out -> report.writeResult(Report.withoutResponse(result), out)))
        .orElseThrow();
  }

  private static EndpointStatus status(Result result) {
    return ReportLine.of(result.outcome()).status();
  }

  private static boolean isFailure(Result result) {
    return status(result).isFailure();
  }

  /** Only of the URL as it was configured, and of what every file system takes. */
  private static String name(Result result, Secrets secrets) {
    String number = "%02d".formatted(result.call().index() + 1);
    String place =
        place(ShownUrl.of(result.call().endpoint().target(), secrets))
            .replaceAll("[^A-Za-z0-9.-]+", "_")
            .replaceAll("^[_.]+|[_.]+$", "");
    String cut = place.substring(0, Math.min(LONGEST_PLACE, place.length()));
    return (isFailure(result) ? "ERROR_" : "") + number + "_" + cut + "_result.json";
  }

  /** Host and path. */
  private static String place(String url) {
    return url.replaceFirst("^[A-Za-z]+://([^/?#]*@)?", "").replaceFirst("[?#].*$", "");
  }
}
