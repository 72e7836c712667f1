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

  /** From now on, everything that is asked of the store fails. */
  public void switchOff() {
    off = true;
  }

  /** From now on, it works again. */
  public void switchOn() {
    off = false;
  }

  @Override
  public RunStore open() {
    return (RunStore)
        Proxy.newProxyInstance(
            RunStore.class.getClassLoader(),
            new Class<?>[] {RunStore.class},
            (proxy, method, arguments) -> {
              if (off && !"close".equals(method.getName())) {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "It is switched off.");
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
