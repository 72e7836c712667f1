package io.schedulerrunner.deploy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One file of {@code .github/workflows}, parsed. */
record Workflow(Path file, String text, Map<?, ?> document) {

  /** One job of a workflow. */
  record Job(String name, Map<?, ?> document) {
    List<Step> steps() {
      return requireNonNull((List<?>) document.get("steps")).stream()
          .map(step -> new Step((Map<?, ?>) step))
          .toList();
    }

    Map<?, ?> permissions() {
      return document.get("permissions") instanceof Map<?, ?> permissions
          ? permissions
          : Map.of("unset", "");
    }
  }

  /** One step of a job; a part that is not there is empty. */
  record Step(Map<?, ?> document) {
    String uses() {
      return text("uses");
    }

    String script() {
      return text("run");
    }

    Map<?, ?> environment() {
      return map("env");
    }

    Map<?, ?> inputs() {
      return map("with");
    }

    private String text(String key) {
      return document.get(key) instanceof String text ? text : "";
    }

    private Map<?, ?> map(String key) {
      return document.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }
  }

  static Workflow read(Path file) throws IOException {
    String text = Files.readString(file);
    return new Workflow(
        file, text, (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  static List<Workflow> all() throws IOException {
    try (Stream<Path> files = Files.list(Script.ROOT.resolve(".github/workflows"))) {
      List<Path> sorted = files.sorted().toList();
      List<Workflow> workflows = new ArrayList<>();
      for (Path file : sorted) {
        workflows.add(read(file));
      }
      return workflows;
    }
  }

  static Workflow named(String name) throws IOException {
    return read(Script.ROOT.resolve(".github/workflows").resolve(name));
  }

  List<Job> jobs() {
    return requireNonNull((Map<?, ?>) document.get("jobs")).entrySet().stream()
        .map(entry -> new Job((String) entry.getKey(), (Map<?, ?>) entry.getValue()))
        .toList();
  }

  Job job(String name) {
    return jobs().stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
  }

  List<Step> steps() {
    return jobs().stream().flatMap(job -> job.steps().stream()).toList();
  }
}
