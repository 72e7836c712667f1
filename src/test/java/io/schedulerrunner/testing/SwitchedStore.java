package io.schedulerrunner.testing;

import io.schedulerrunner.history.RunStore;
import io.schedulerrunner.history.StoreException;
import io.schedulerrunner.history.StoreSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store in memory that can be switched off. */
public final class SwitchedStore implements StoreSource {

  private final RunStore store = Histories.source("memory:").open();

  /** Whether everything that is asked of the store fails. */
  private volatile boolean off;

  private volatile boolean opened;

  /** Whether old runs were looked for, which a history does by itself once it has begun. */
  private volatile boolean pruned;

  /**
   * From now on, everything that is asked of the store fails; and by a test, not by what a history
   * that has begun does by itself.
   */
  public void switchOff() {
    Waiting.until(() -> pruned || !opened);
    off = true;
  }

  /** From now on, it works again. */
  public void switchOn() {
    off = false;
  }

  @Override
  public RunStore open() {
    opened = true;
    return (RunStore)
        Proxy.newProxyInstance(
            RunStore.class.getClassLoader(),
            new Class<?>[] {RunStore.class},
            (proxy, method, arguments) -> {
              if (off && !"close".equals(method.getName())) {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "It is switched off.");
              }
              try {
                Object answer = method.invoke(store, arguments);
                pruned |= "prune".equals(method.getName());
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
