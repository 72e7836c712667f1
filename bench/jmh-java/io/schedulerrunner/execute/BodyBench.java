package io.schedulerrunner.execute;

import io.schedulerrunner.config.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpFields;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An answer's body made ready for the report: decoded, redacted, rendered. */
@State(Scope.Thread)
public class BodyBench {
  /** How many secrets the run has. */
  @Param({"0", "20"})
  private int secrets;

  /** Bytes of the body. */
  @Param({"50", "4096"})
  private int size;

  private Answer answer;
  private BodyRenderer renderer;

  @Setup
  public void prepare() {
    ReceivedBody body = new ReceivedBody(65_536);
    String json = "{\"ok\": true, \"note\": \"" + "lorem ipsum ".repeat(size / 12) + "\"}";
    body.add(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    answer = new Answer(200, HttpFields.build().add("Content-Type", "application/json").asImmutable(), body, true);
    List<String> values = IntStream.range(0, secrets).mapToObj(i -> "not-a-real-secret-" + i).toList();
    renderer = new BodyRenderer(65_536, Secrets.of(values));
  }

  @Benchmark
  public Object render() {
    return renderer.render(answer);
  }
}
