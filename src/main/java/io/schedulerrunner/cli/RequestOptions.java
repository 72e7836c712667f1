package io.schedulerrunner.cli;

import io.schedulerrunner.config.ConfigurationException;
import io.schedulerrunner.config.Json;
import io.schedulerrunner.config.JsonException;
import io.schedulerrunner.config.Problem;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.plan.RunRequestReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;

/**
 * What is to be called and how: the options that {@code run} and {@code plan} share. They become
 * the very environment and request body that a service would read, so that both follow the same
 * rules.
 */
final class RequestOptions {

  @Parameters(
      paramLabel = "URL",
      arity = "0..*",
      description = "Endpoints to call (by POST) in place of the configured ones.")
  private final List<String> urls = new ArrayList<>();

  @Option(
      names = {"-e", "--endpoints"},
      paramLabel = "FILE",
      description = "JSON or YAML file of endpoints, in place of the configured ones.")
  private Optional<String> endpoints = Optional.empty();

  @Option(
      names = {"-p", "--payload"},
      paramLabel = "JSON|@FILE",
      description = "JSON for endpoints that have no body of their own.")
  private Optional<String> payload = Optional.empty();

  @Option(names = "--sequential", description = "One after another, in order.")
  private boolean sequential;

  @Option(
      names = "--max-workers",
      paramLabel = "N",
      description = "Endpoints in flight at the same time (default: MAX_WORKERS, else 10).")
  private Optional<String> maxWorkers = Optional.empty();

  @Option(
      names = {"-t", "--tag"},
      paramLabel = "TAG",
      description = "Only endpoints with this tag; repeat it for more.")
  private final List<String> tags = new ArrayList<>();

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description =
          "When the run ends, whatever the endpoints do (default: RUN_DEADLINE, else 170).")
  private Optional<String> deadline = Optional.empty();

  /** The environment, with the endpoints of the command line in place of those configured. */
  Map<String, String> environment(Map<String, String> environment) {
    if (urls.isEmpty() && endpoints.isEmpty()) {
      return environment;
    }
    if (!urls.isEmpty() && endpoints.isPresent()) {
      throw problem("--endpoints", "cannot be combined with URLs.", "runner run --endpoints FILE");
    }
    Map<String, String> changed = new LinkedHashMap<>(environment);
    changed.put("ENDPOINTS", urls.isEmpty() ? "" : json(this::writeUrls));
    changed.put("ENDPOINTS_FILE", endpoints.orElse(""));
    return changed;
  }

  /** The request, checked as the service checks it. */
  RunRequest request(Services.Session session, boolean sendEmail) {
    return RunRequestReader.read(
        body(sendEmail).getBytes(java.nio.charset.StandardCharsets.UTF_8), session.settings());
  }

  /** The body of a {@code POST /execute} that asks for the same of the configured endpoints. */
  String body(boolean sendEmail) {
    return body(sendEmail, out -> {});
  }

  /**
   * The body for a service of its own configuration, in place of which URLs may be named.
   *
   * @param wait how many seconds to wait for a run that the service hands over to others; empty for
   *     a dry run
   * @throws ConfigurationException where a file of endpoints is named: only this process can read
   *     it
   */
  String remoteBody(boolean sendEmail, OptionalDouble wait) {
    if (endpoints.isPresent()) {
      throw problem("--endpoints", "cannot be combined with --url.", "runner run --url URL");
    }
    return body(
        sendEmail,
        out -> {
          if (!urls.isEmpty()) {
            out.writeName("endpoints");
            writeUrls(out);
          }
          out.writeBooleanProperty("dry_run", wait.isEmpty());
          wait.ifPresent(seconds -> out.writeNumberProperty("wait", seconds));
        });
  }

  private String body(boolean sendEmail, Consumer<JsonGenerator> more) {
    Optional<JsonNode> sent = payload.map(RequestOptions::payload);
    Optional<BigInteger> workers =
        maxWorkers.map(text -> Numbers.whole("--max-workers", text, "10"));
    Optional<BigDecimal> seconds = deadline.map(text -> Numbers.seconds("--deadline", text, "170"));
    return json(
        out -> {
          out.writeStartObject();
          more.accept(out);
          sent.ifPresent(tree -> Json.write(out.writeName("default_payload"), tree));
          out.writeBooleanProperty("parallel", !sequential);
          workers.ifPresent(number -> out.writeNumberProperty("max_workers", number));
          if (!tags.isEmpty()) {
            out.writeArrayPropertyStart("tags");
            tags.forEach(out::writeString);
            out.writeEndArray();
          }
          seconds.ifPresent(number -> out.writeNumberProperty("deadline", number));
          out.writeBooleanProperty("send_email", sendEmail);
          out.writeEndObject();
        });
  }

  private void writeUrls(JsonGenerator out) {
    out.writeStartArray();
    urls.forEach(out::writeString);
    out.writeEndArray();
  }

  private static String json(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      content.accept(out);
    }
    return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static JsonNode payload(String option) {
    String text = option.startsWith("@") ? file(Path.of(option.substring(1))) : option;
    try {
      return Json.read(text);
    } catch (JsonException e) {
      throw problem("--payload", "is not JSON: " + e.getMessage(), "--payload '{\"day\": 1}'");
    }
  }

  private static String file(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw problem("--payload", "cannot read the file " + path + ".", "--payload @payload.json");
    }
  }

  private static ConfigurationException problem(String where, String message, String example) {
    return new ConfigurationException(List.of(new Problem(where, message, example)));
  }
}
