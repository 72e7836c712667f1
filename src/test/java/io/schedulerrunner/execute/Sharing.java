package io.schedulerrunner.execute;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.plan.Plan;
import io.schedulerrunner.testing.Certificates;
import io.schedulerrunner.testing.Plans;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An executor that trusts a server of a test, whose hosts can be made to look busy. */
final class Sharing implements AutoCloseable {

  private static final AddressPolicy ADDRESSES = new AddressPolicy(false);

  private final JettyClients clients;
  private final JettyExecutor executor;

  Sharing(Certificates certificates) {
    this(certificates, Duration.ofSeconds(40));
  }

  /** The same, with connections that end after so long a silence. */
  Sharing(Certificates certificates, Duration idle) {
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setTrustStore(certificates.authority());
    clients = new JettyClients("runner-test", () -> trust, new Resolver(), idle);
    executor = new JettyExecutor(Executors.settings(), clients, Time.SYSTEM);
  }

  /** As if so many calls went to that host that whoever comes next goes over HTTP/2. */
  Sharing busy(String url) {
    IntStream.range(0, Host.FEW).forEach(i -> clients.hosts().enter(HttpURI.from(url), ADDRESSES));
    return this;
  }

  /** As if they were over. */
  void quiet(String url) {
    IntStream.range(0, Host.FEW).forEach(i -> clients.hosts().leave(HttpURI.from(url), ADDRESSES));
  }

  /** A place for one more call of a busy host. */
  SharedConnection place(String url) throws InterruptedException {
    return clients
        .hosts()
        .enter(HttpURI.from(url), ADDRESSES)
        .place(Duration.ofSeconds(30))
        .orElseThrow();
  }

  /** Ends all runs. */
  void cancel() {
    executor.cancel();
  }

  Hosts hosts() {
    return clients.hosts();
  }

  Run run(Plan plan) {
    return executor.execute(plan, Executors.context());
  }

  /** One call after another, of which the last counts. */
  Result last(String url, int calls) {
    return run(Plans.sequential(posts(url, calls))).results().getLast();
  }

  /** The same call many times. */
  static Endpoint[] posts(String url, int calls) {
    return IntStream.range(0, calls)
        .mapToObj(i -> Plans.endpoint("e" + i, "POST", url, Payload.NONE))
        .toArray(Endpoint[]::new);
  }

  /** All at the same time. */
  List<Result> together(String url, int calls) {
    return run(Plans.parallel(posts(url, calls))).results();
  }

  @Override
  public void close() {
    executor.close();
  }
}
