package io.schedulerrunner.web;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** Services that several threads of a test wait for. */
abstract class Waiting {

  final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  static Route open(Route.Action action) {
    return Route.open("GET", "/", "For tests.", action);
  }

  static Answer fine() {
    return Answer.object(200, json -> {});
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  CompletableFuture<HttpResponse<String>> async(Service service, String method, String path) {
    return supplyAsync(
        () -> {
          try {
            return service.send(method, path);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  static String raw(Service service, String text) {
    try {
      return service.raw(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
