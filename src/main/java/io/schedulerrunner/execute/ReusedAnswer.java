package io.schedulerrunner.execute;

import io.schedulerrunner.config.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of an earlier run, of which the history has what a report shows: no headers, no
 * secrets, and of a long body the beginning only.
 */
record ReusedAnswer(Response response) implements StepAnswer {

  @Override
  public Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("status_code", response.status());
    Values.parse(rendered()).ifPresent(body -> view.put("response", body));
    return view;
  }

  @Override
  public boolean isCut() {
    return response.body().truncated();
  }

  /** Words are looked for wherever they stand: a field can be reached in more ways than one. */
  @Override
  public boolean isFaithful(String expression) {
    boolean statusOnly = expression.contains("status_code") && !expression.contains("response");
    return !expression.contains("headers") && (statusOnly || isWhole());
  }

  private boolean isWhole() {
    return !isCut()
        && response.body().form() != KeptBody.Form.BASE64
        && !rendered().contains(Text.HIDDEN);
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
