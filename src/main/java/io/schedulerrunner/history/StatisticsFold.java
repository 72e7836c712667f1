package io.schedulerrunner.history;

import java.util.ArrayList;
import java.util.List;

/** Gathers samples that come by name, the latest first, into one line for each name. */
final class StatisticsFold {

  private final List<EndpointStatistics> done = new ArrayList<>();
  private final List<EndpointStatistics.Sample> samples = new ArrayList<>();
  private String name = "";

  void add(String endpoint, EndpointStatistics.Sample sample) {
    if (!endpoint.equals(name)) {
      close();
      name = endpoint;
    }
    samples.add(sample);
  }

  List<EndpointStatistics> done() {
    close();
    return done;
  }

  private void close() {
    if (!samples.isEmpty()) {
      done.add(EndpointStatistics.of(name, samples));
      samples.clear();
    }
  }
}
