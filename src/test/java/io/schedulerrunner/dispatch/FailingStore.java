package io.schedulerrunner.dispatch;

import io.schedulerrunner.history.BatchStore;
import io.schedulerrunner.history.RunStore;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.history.StoreSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store some of whose methods fail for so many times. */
final class FailingStore implements StoreSource {

  private final StoreSource source;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Runnable> before = new ConcurrentHashMap<>();

  FailingStore(StoreSource source) {
    this.source = source;
  }

  /** The next calls of a method fail. */
  void fail(String method, int times) {
    failures.put(method, times);
  }

  /** Happens before the next call of a method. */
  void before(String method, Runnable event) {
    before.put(method, event);
  }

  @Override
  public RunStore open() {
    RunStore store = source.open();
    BatchStore batches = proxy(BatchStore.class, store.batches().orElseThrow(), Optional.empty());
    return proxy(RunStore.class, store, Optional.of(batches));
  }

  private <T> T proxy(Class<T> type, T real, Optional<BatchStore> batches) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              String name = method.getName();
              Optional.ofNullable(before.remove(name)).ifPresent(Runnable::run);
              if (failures.merge(name, -1, Integer::sum) >= 0) {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "It fails.");
              }
              if (name.equals("batches")) {
                return batches;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
