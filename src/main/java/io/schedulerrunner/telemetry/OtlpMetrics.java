package io.schedulerrunner.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The metrics of {@code /metrics}, by the same names, for OTLP. What only describes the build is
 * part of the resource there. Thread-safe.
 */
final class OtlpMetrics implements MetricProducer {

  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("gcp-scheduler-runner");

  private final Supplier<MetricSnapshots> metrics;
  private final InstantSource clock;
  private final long startNanos;

  /** With the time, and when counting began. */
  OtlpMetrics(Supplier<MetricSnapshots> metrics, InstantSource clock, Instant startedAt) {
    this.metrics = metrics;
    this.clock = clock;
    startNanos = nanos(startedAt);
  }

  private record Metric(
      Resource resource, MetricSnapshot snapshot, MetricDataType type, Data<?> data)
      implements MetricData {

    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return SCOPE;
    }

    @Override
    public String getName() {
      return snapshot.getMetadata().getName();
    }

    @Override
    public String getDescription() {
      return Objects.requireNonNullElse(snapshot.getMetadata().getHelp(), "");
    }

    @Override
    public String getUnit() {
      return getName().endsWith("_seconds") ? "s" : "";
    }

    @Override
    public MetricDataType getType() {
      return type;
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    long now = nanos(clock.instant());
    List<MetricData> all = new ArrayList<>();
    for (MetricSnapshot snapshot : metrics.get()) {
      switch (snapshot) {
        case CounterSnapshot counter ->
            all.add(new Metric(resource, counter, MetricDataType.DOUBLE_SUM, sum(counter, now)));
        case GaugeSnapshot gauge ->
            all.add(new Metric(resource, gauge, MetricDataType.DOUBLE_GAUGE, gauge(gauge, now)));
        case HistogramSnapshot spread ->
            all.add(new Metric(resource, spread, MetricDataType.HISTOGRAM, histogram(spread, now)));
        default -> {}
      }
    }
    return all;
  }

  private Data<?> sum(CounterSnapshot counter, long now) {
    List<DoublePointData> points =
        counter.getDataPoints().stream()
            .map(
                point ->
                    DoublePointData.create(
                        startNanos,
                        now,
                        attributes(point.getLabels()),
                        point.getValue(),
                        List.of()))
            .toList();
    return SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points);
  }

  private Data<?> gauge(GaugeSnapshot gauge, long now) {
    List<DoublePointData> points =
        gauge.getDataPoints().stream()
            .map(
                point ->
                    DoublePointData.create(
                        startNanos,
                        now,
                        attributes(point.getLabels()),
                        point.getValue(),
                        List.of()))
            .toList();
    return GaugeData.createDoubleGaugeData(points);
  }

  private Data<?> histogram(HistogramSnapshot histogram, long now) {
    List<HistogramPointData> points =
        histogram.getDataPoints().stream().map(point -> point(point, now)).toList();
    return HistogramData.create(AggregationTemporality.CUMULATIVE, points);
  }

  private HistogramPointData point(HistogramSnapshot.HistogramDataPointSnapshot point, long now) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      bounds.add(buckets.getUpperBound(i));
      counts.add(buckets.getCount(i));
    }
    return HistogramPointData.create(
        startNanos,
        now,
        attributes(point.getLabels()),
        point.getSum(),
        false,
        0,
        false,
        0,
        bounds.subList(0, bounds.size() - 1),
        counts);
  }

  private static Attributes attributes(Labels labels) {
    AttributesBuilder attributes = Attributes.builder();
    labels.forEach(label -> attributes.put(label.getName(), label.getValue()));
    return attributes.build();
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }
}
