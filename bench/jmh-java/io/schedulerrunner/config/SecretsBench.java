package io.schedulerrunner.config;

import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 4,000 characters searched for secrets, without one in it and with one. */
@State(Scope.Thread)
public class SecretsBench {
  @Param({"1", "20", "500"})
  private int values;

  private Secrets secrets;
  private String clean;
  private String leaking;

  @Setup
  public void prepare() {
    secrets = Secrets.of(IntStream.range(0, values).mapToObj(i -> "not-a-real-secret-" + i).toList());
    clean = "lorem ipsum dolor sit amet ".repeat(148);
    leaking = clean + "not-a-real-secret-0";
  }

  @Benchmark
  public String nothingToHide() {
    return secrets.redact(clean);
  }

  @Benchmark
  public String oneToHide() {
    return secrets.redact(leaking);
  }
}
