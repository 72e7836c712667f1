package io.schedulerrunner.execute;

import java.util.Map;

/** An answer that later calls may ask for. Thread-safe. */
interface StepAnswer {

  /**
   * The answer as an expression sees it: {@code status_code}, {@code headers} and {@code response},
   * JSON if it is JSON, else text; absent where its bytes are not text.
   */
  Map<String, Object> view();

  /** Whether only a part of the body was kept, so that JSON is text. */
  boolean isCut();
}
