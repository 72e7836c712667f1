package io.schedulerrunner.execute;

import io.schedulerrunner.config.Text;
import io.schedulerrunner.execute.KeptBody.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An answer of an earlier attempt at the run, of which the history has what a report shows: no
 * headers, no secrets, and of a long body the beginning only. What was left out fails whoever asks
 * for it: a request must not be sent with {@code ***} in it, nor a condition be false for it.
 *
 * @param name of the endpoint that gave it
 */
record ReusedAnswer(String name, Response response) implements StepAnswer {

  @Override
  public Map<String, Object> view() {
    Map<String, Object> known = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>(Set.of("headers"));
    known.put("status_code", response.status());
    if (response.body().form() != Form.BASE64) {
      Optional<Object> body =
          response.body().truncated()
              ? Optional.empty()
              : Values.parse(rendered()).flatMap(this::visible);
      body.ifPresentOrElse(it -> known.put("response", it), () -> missing.add("response"));
    }
    return new GappedMap(known, missing, notKept());
  }

  @Override
  public boolean isCut() {
    return false;
  }

  /** A value without secrets; nothing where it had one, but in an object, of which fields stay. */
  private Optional<Object> visible(Object value) {
    return switch (value) {
      case String text -> text.contains(Text.HIDDEN) ? Optional.empty() : Optional.of(text);
      case List<?> items ->
          items.stream().map(this::visible).allMatch(Optional::isPresent)
              ? Optional.of(items.stream().map(this::visible).flatMap(Optional::stream).toList())
              : Optional.empty();
      case Map<?, ?> fields -> Optional.of(visibleFields(fields));
      default -> Optional.of(value);
    };
  }

  private Map<String, Object> visibleFields(Map<?, ?> fields) {
    Map<String, Object> known = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    fields.forEach(
        (field, value) ->
            visible(value)
                .ifPresentOrElse(
                    it -> known.put(field.toString(), it), () -> missing.add(field.toString())));
    return missing.isEmpty() ? known : new GappedMap(known, missing, notKept());
  }

  private String notKept() {
    return "asks for what is not kept: "
        + name
        + " succeeded in an earlier attempt at this run and is not called again, and its headers,"
        + " its secrets and what was too long were not written down";
  }

  private String rendered() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      response.body().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
