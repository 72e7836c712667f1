package io.schedulerrunner.testing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps spans where a test can look at them. */
public final class RecordedSpans implements SpanExporter {

  private final List<SpanData> spans = new CopyOnWriteArrayList<>();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(this)).build();

  /** Makes the spans. */
  public Tracer tracer() {
    return provider.get("test");
  }

  /** Those that have ended, in that order. */
  public List<SpanData> all() {
    return spans;
  }

  /** A span's attributes as text. */
  public static Map<String, String> attributes(SpanData span) {
    Map<String, String> attributes = new HashMap<>();
    span.getAttributes()
        .forEach(
            (AttributeKey<?> key, Object value) -> attributes.put(key.getKey(), value.toString()));
    return attributes;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> more) {
    spans.addAll(more);
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
