package io.schedulerrunner.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** {@code GET /openapi.json}: the file as it stands, with the version of this build. */
final class OpenApi implements Route.Action {

  private static final String PLACEHOLDER = "{version}";

  private final String version;

  OpenApi(String version) {
    this.version = version;
  }

  @Override
  public Answer answer(WebRequest request) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.json"))) {
      String text = new String(in.readAllBytes(), UTF_8).replace(PLACEHOLDER, version);
      return Answer.json(200, out -> out.write(text.getBytes(UTF_8)));
    }
  }
}
