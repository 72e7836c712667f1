package io.schedulerrunner.execute;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;

/**
 * An answer as it came in. Its headers are there by their names in lower case: a string, or an
 * array where a header came more than once. Thread-safe.
 */
final class FreshAnswer implements StepAnswer {

  private final Answer answer;

  /** Many times as large as the answer itself: given up where memory is short, and made again. */
  private volatile SoftReference<Map<String, Object>> view = new SoftReference<>(Map.of());

  FreshAnswer(Answer answer) {
    this.answer = answer;
  }

  @Override
  public boolean isCut() {
    return answer.body().overflowed();
  }

  @Override
  public Map<String, Object> view() {
    Map<String, Object> made =
        Optional.ofNullable(view.get()).filter(it -> !it.isEmpty()).orElseGet(this::make);
    view = new SoftReference<>(made);
    return made;
  }

  private Map<String, Object> make() {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("status_code", answer.status());
    made.put("headers", headers());
    BodyText.of(answer).ifPresent(text -> made.put("response", Values.parse(text).orElse(text)));
    return Collections.unmodifiableMap(made);
  }

  private Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (HttpField field : answer.headers()) {
      List<String> values = answer.headers().getValuesList(field.getName());
      headers.put(field.getLowerCaseName(), values.size() == 1 ? values.getFirst() : values);
    }
    return Collections.unmodifiableMap(headers);
  }
}
