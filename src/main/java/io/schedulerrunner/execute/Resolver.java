package io.schedulerrunner.execute;

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
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Finds the addresses of hosts, on threads of its own: a look-up in the system's resolver cannot be
 * interrupted, and would hold a virtual thread's carrier. Those who ask for the same host at the
 * same time share one look-up; the JVM keeps what was found for 30 s.
 */
final class Resolver implements SocketAddressResolver, AutoCloseable {

  private static final int MAX_THREADS = 256;

  private final ExecutorService threads;
  private final Map<String, CompletableFuture<List<InetAddress>>> pending =
      new ConcurrentHashMap<>();

  Resolver() {
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
    var _ =
        lookup(host)
            .whenComplete(
                (addresses, failure) -> {
                  if (failure == null) {
                    promise.succeeded(
                        addresses.stream()
                            .map(found -> new InetSocketAddress(found, port))
                            .toList());
                  } else {
                    promise.failed(failure);
                  }
                });
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
      return Arrays.asList(InetAddress.getAllByName(host));
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
