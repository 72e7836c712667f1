package io.schedulerrunner.execute;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Finds the addresses of hosts, on threads of its own: a look-up in the system's resolver cannot be
 * interrupted, and would hold a virtual thread's carrier. Those who ask for the same host at the
 * same time share one look-up; the JVM keeps what was found for 30 s.
 */
final class Resolver implements SocketAddressResolver, AutoCloseable {

  private static final int MAX_THREADS = 256;

  /** Where the addresses come from. */
  interface Directory {
    /** All addresses of a host, at least one. */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private final Directory directory;

  private final ExecutorService threads;
  private final Map<String, CompletableFuture<List<InetAddress>>> pending =
      new ConcurrentHashMap<>();

  /** Asks the machine's own resolver. */
  Resolver() {
    this(InetAddress::getAllByName);
  }

  Resolver(Directory directory) {
    this.directory = directory;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("dns-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    threads = pool;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    long begun = System.nanoTime();
    var _ =
        lookup(host)
            .thenApply(found -> callable(host, found, rule(context)))
            .whenComplete(
                (addresses, failure) -> {
                  if (failure == null) {
                    new ConnectTiming(begun, System.nanoTime()).putInto(context);
                    promise.succeeded(
                        addresses.stream()
                            .map(found -> new InetSocketAddress(found, port))
                            .toList());
                  } else {
                    promise.failed(failure);
                  }
                });
  }

  /** Requests carry the rule that they are under as their tag: it divides the connections, too. */
  private static AddressRule rule(Map<String, Object> context) {
    Object destination = requireNonNull(context.get(Destination.CONTEXT_KEY));
    return (AddressRule) ((Destination) destination).getOrigin().getTag();
  }

  private static List<InetAddress> callable(
      String host, List<InetAddress> found, AddressRule rule) {
    List<InetAddress> callable =
        found.stream().filter(address -> rule.refusal(address).isEmpty()).toList();
    if (callable.isEmpty()) {
      InetAddress first = found.getFirst();
      String why = rule.refusal(first).orElseThrow();
      throw new CompletionException(
          new BlockedException(
              host + " is at " + first.getHostAddress() + " and is not called: " + why + "."));
    }
    return callable;
  }

  private CompletableFuture<List<InetAddress>> lookup(String host) {
    try {
      return CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(host)));
    } catch (IllegalArgumentException notAnAddress) {
      return pending.computeIfAbsent(host, this::ask);
    }
  }

  private CompletableFuture<List<InetAddress>> ask(String host) {
    return CompletableFuture.supplyAsync(() -> addresses(host), threads);
  }

  private List<InetAddress> addresses(String host) {
    try {
      return Arrays.asList(directory.addresses(host));
    } catch (UnknownHostException e) {
      throw new CompletionException(e);
    } finally {
      pending.remove(host);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
