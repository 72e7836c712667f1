
/** Resident memory. */
record MemoryRows(Image image, Endpoints endpoints, Rounds rounds) {
  private static final long SETTLING_MILLIS = 300;

  void into(Table table) throws Exception {
    Samples hello = new Samples();
    Samples idle = new Samples();
    Samples after = new Samples();
    Samples peak = new Samples();
    for (int round = 0; round < rounds.memory(); round++) {
      try (Jvm floor = image.hello("stay")) {
        Thread.sleep(SETTLING_MILLIS);
        hello.add(floor.residentMegabytes());
      }
      try (Jvm service = image.cold().ready()) {
        Thread.sleep(SETTLING_MILLIS);
        idle.add(service.residentMegabytes());
        service.execute(Endpoints.body(endpoints.plain(), 1000, 100), 1000);
        after.add(service.residentMegabytes());
      }
      peak.add(largeRun("-Xmx64m"));
    }
    double floor = hello.median();
    row(table, "resident memory idle, against hello-world", idle, floor, 2.3);
    row(table, "resident memory after 1,000 calls at 100 workers", after, floor, 3.2);
    row(table, "peak memory of %,d endpoints at 1,000 workers, `-Xmx64m`".formatted(rounds.calls()), peak, floor, 5);
    table.figure("%,d endpoints at 1,000 workers inside `-Xmx128m`".formatted(rounds.calls()),
        "complete, peak %.0f MB".formatted(largeRun("-Xmx128m")));
  }

  private double largeRun(String option) throws Exception {
    try (Jvm service = image.cold(option).ready()) {
      service.execute(Endpoints.body(endpoints.plain(), rounds.calls(), 1000), rounds.calls());
      return service.peakMegabytes();
    }
  }

  private static void row(Table table, String figure, Samples samples, double floor, double most) {
    table.atMost(figure, samples.median() / floor, most, "%.0f MB against %.0f MB".formatted(samples.median(), floor));
  }
}
