package io.schedulerrunner.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns numbers of our own into families of the library's. */
record Family(MetricSnapshots.Builder all) {

  private static final String ENDPOINT = "endpoint";

  void counter(String name, String help, Counts counts, String... labels) {
    CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
    counts
        .all()
        .forEach(
            (values, number) -> family.dataPoint(point(Labels.of(labels, array(values)), number)));
    all.metricSnapshot(family.build());
  }

  void counter(String name, String help, long number) {
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(point(Labels.EMPTY, number))
            .build());
  }

  private static CounterSnapshot.CounterDataPointSnapshot point(Labels labels, long number) {
    return CounterSnapshot.CounterDataPointSnapshot.builder()
        .labels(labels)
        .value((double) number)
        .build();
  }

  void histogram(String name, String help, Map<String, Distribution> all, String label) {
    HistogramSnapshot.Builder family =
        HistogramSnapshot.builder().name(name).help(help).unit(Unit.SECONDS);
    new TreeMap<>(all)
        .forEach(
            (value, distribution) -> {
              Distribution.Content content = distribution.content();
              family.dataPoint(
                  HistogramSnapshot.HistogramDataPointSnapshot.builder()
                      .labels(Labels.of(label, value))
                      .classicHistogramBuckets(
                          ClassicHistogramBuckets.of(Distribution.bounds(), content.counts()))
                      .sum(content.sum())
                      .build());
            });
    this.all.metricSnapshot(family.build());
  }

  void gauge(String name, String help, double number) {
    all.metricSnapshot(
        GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(number).build())
            .build());
  }

  /** By endpoint; those for which there is no number are left out. */
  <T> void gauges(
      String name, String help, Map<String, T> values, Function<T, List<Double>> number) {
    GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
    new TreeMap<>(values)
        .forEach(
            (endpoint, value) ->
                number
                    .apply(value)
                    .forEach(
                        it ->
                            family.dataPoint(
                                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                    .labels(Labels.of(ENDPOINT, endpoint))
                                    .value(it)
                                    .build())));
    all.metricSnapshot(family.build());
  }

  void info(String name, String help, String version, String java) {
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(
                InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(Labels.of("java", java, "version", version))
                    .build())
            .build());
  }

  private static String[] array(List<String> values) {
    return values.toArray(String[]::new);
  }
}
