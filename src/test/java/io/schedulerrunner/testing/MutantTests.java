package io.schedulerrunner.testing;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Leaves out what tests do, and what is done before and after them, while they are only looked for.
 * PIT's plug-in for JUnit finds the tests of a class by running it, in every process that it starts
 * for mutants: that took longer than the mutants, and a test that hung there hung for ever, since
 * only mutants have a time limit. Used where PIT asks for it ({@code
 * junit.jupiter.extensions.autodetection.enabled}), nowhere else.
 */
public final class MutantTests implements InvocationInterceptor {

  private static final StackWalker STACK = StackWalker.getInstance();

  /** Whether this process is for mutants, and not for the tests' coverage. */
  private static final boolean MUTANTS =
      System.getProperty("sun.java.command", "").contains("MutationTestMinion");

  private static volatile boolean found;

  /** Whether PIT is looking for tests, which it does before it runs any. */
  private static boolean areLookedFor() {
    boolean looking =
        !found
            && STACK.walk(
                frames ->
                    frames.anyMatch(
                        frame ->
                            frame.getMethodName().equals("findTestsForTestClasses")
                                && frame.getClassName().endsWith(".MutationTestMinion")));
    found = !looking;
    return looking;
  }

  private static void intercept(Invocation<@Nullable Void> test) throws Throwable {
    if (areLookedFor()) {
      test.skip();
    } else if (MUTANTS) {
      Watchdog.guard(test);
    } else {
      test.proceed();
    }
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> test,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> test,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext test,
      ExtensionContext context)
      throws Throwable {
    intercept(invocation);
  }
}
