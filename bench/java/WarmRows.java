import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One process that has been going on for a while, with full compilation. */
record WarmRows(Image image, Endpoints endpoints, Rounds rounds) {
  private static final byte[] NOTHING = {};
  private static final int PAIRS = 500;
  private static final int CONCURRENT = 50;

  void into(Table table) throws Exception {
    try (Jvm service = image.sustained().ready()) {
      for (int i = 0; i < rounds.warmUp(); i++) {
        run(service, rounds.calls(), i % 2 == 0 ? 100 : 1000);
      }
      overhead(table, service);
      waiting(table, service);
      for (int workers : new int[] {10, 100, 1000}) {
        throughput(table, service, workers);
      }
      growth(table, service);
      concurrent(table, service);
      table.figure("resident memory after all that, full compilation",
          "%.0f MB".formatted(service.residentMegabytes()));
    }
  }

  /** Seconds. */
  private double run(Jvm service, int calls, int workers) throws Exception {
    return run(service, endpoints.plain(), calls, workers);
  }

  private static double run(Jvm service, String url, int calls, int workers) throws Exception {
    String body = Endpoints.body(url, calls, workers);
    long started = System.nanoTime();
    service.execute(body, calls);
    return (System.nanoTime() - started) / 1e9;
  }

  private void throughput(Table table, Jvm service, int workers) throws Exception {
    long[] processor = {0};
    Samples limits = new Samples();
    Samples costs = new Samples();
    List<Samples> both =
        Samples.inTurns(
            rounds.warm(),
            () -> {
              Endpoints.Limit limit =
                  Endpoints.hasLimit() ? endpoints.wrk(workers, rounds.wrkSeconds()) : Endpoints.Limit.NONE;
              limits.add(limit.micros());
              return limit.rate();
            },
            () -> {
              long before = service.processorMicros();
              long beforeServer = endpoints.processorMicros();
              double seconds = run(service, rounds.calls(), workers);
              long own = service.processorMicros() - before;
              processor[0] += own;
              costs.add((double) (own + endpoints.processorMicros() - beforeServer) / rounds.calls());
              return rounds.calls() / seconds;
            });
    double wrk = both.get(0).median();
    double ours = both.get(1).median();
    String figure = "calls/s in one `/execute` of %,d at %,d workers".formatted(rounds.calls(), workers);
    String detail = "%,.0f/s against %,.0f/s by wrk".formatted(ours, wrk);
    if (wrk == 0) {
      table.absent(figure + ", against wrk", "wrk or nginx is not installed; %,.0f/s".formatted(ours));
    } else if (workers == 10) {
      table.figure(figure + ", against wrk", "%.2f: ".formatted(ours / wrk) + detail);
    } else {
      table.atLeast(figure + ", against wrk", ours / wrk, workers == 100 ? 0.25 : 0.30, detail);
    }
    table.figure("processor time of a call at %,d workers".formatted(workers),
        "%.0f µs".formatted((double) processor[0] / rounds.calls() / rounds.warm()));
    if (wrk > 0) {
      // What else the machine does falls less on this than on the clock.
      table.figure(figure + ", by processor time of both sides",
          "%.2f: %.0f µs a call against %.0f µs by wrk"
              .formatted(limits.median() / costs.median(), costs.median(), limits.median()));
    }
  }

  private void waiting(Table table, Jvm service) throws Exception {
    String figure = "1,000 endpoints of 100 ms at 1,000 workers, warm";
    if (!Endpoints.hasDelays()) {
      table.absent(figure, "nginx has no echo module (libnginx-mod-http-echo)");
      return;
    }
    run(service, endpoints.slow(), 1000, 1000);
    Samples samples = Samples.inTurns(rounds.warm(), () -> 1000 * run(service, endpoints.slow(), 1000, 1000)).getFirst();
    table.atMost(figure + ", against 100 ms", samples.median() / 100, 1.6, "%.0f ms".formatted(samples.median()));
  }

  private void growth(Table table, Jvm service) throws Exception {
    List<Samples> small = Samples.inTurns(rounds.warm(), () -> run(service, 1000, 100), () -> run(service, 10_000, 100));
    Samples large =
        Samples.inTurns(Math.ceilDiv(rounds.warm(), 4), () -> run(service, rounds.most(), 100)).getFirst();
    double least = small.get(0).median();
    double exponent = Math.log(large.median() / least) / Math.log(rounds.most() / 1000.0);
    table.atMost("growth of time from 1,000 to %,d endpoints: exponent".formatted(rounds.most()), exponent, 1.05,
        "%.3f s, 10,000: %.2f s, %,d: %.2f s"
            .formatted(least, small.get(1).median(), rounds.most(), large.median()));
  }

  private void overhead(Table table, Jvm service) throws Exception {
    String one = Endpoints.body(endpoints.plain(), 1, 1);
    try (Client direct = endpoints.client();
        Client client = service.connect()) {
      Samples.Measure call = () -> micros(() -> direct.send("GET", "/", NOTHING));
      Samples.Measure execute = () -> micros(() -> service.execute(client, one, 1));
      Samples.inTurns(PAIRS, call, execute);
      List<Samples> both = Samples.inTurns(PAIRS, call, execute);
      double more = (both.get(1).median() - both.get(0).median()) / 1000;
      table.atMost("overhead of a one-endpoint `/execute`, in ms", more, 1.5,
          "%.0f µs against %.0f µs for calling the endpoint directly"
              .formatted(both.get(1).median(), both.get(0).median()));
    }
  }

  private static double micros(Callable<?> action) throws Exception {
    long started = System.nanoTime();
    action.call();
    return (System.nanoTime() - started) / 1e3;
  }

  private void concurrent(Table table, Jvm service) throws Exception {
    String three = Endpoints.body(endpoints.plain(), 3, 3);
    Samples latencies = new Samples();
    Samples totals = new Samples();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < rounds.warm(); round++) {
        long started = System.nanoTime();
        List<Future<Double>> reports = new ArrayList<>();
        for (int i = 0; i < CONCURRENT; i++) {
          reports.add(threads.submit(() -> micros(() -> service.execute(three, 3))));
        }
        for (Future<Double> report : reports) {
          latencies.add(report.get() / 1000);
        }
        totals.add((System.nanoTime() - started) / 1e6);
      }
    }
    table.figure("%d concurrent `/execute`s of 3 endpoints".formatted(CONCURRENT),
        "all reports in %.0f ms; one in %.1f ms at the median, %.1f ms at 99 %%"
            .formatted(totals.median(), latencies.median(), latencies.quantile(0.99)));
  }
}
