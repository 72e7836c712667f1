package io.schedulerrunner.config;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Keeps what is logged. */
final class RecordingLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial")
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private final transient Consumer<String> told;

  RecordingLogger() {
    this(line -> {});
  }

  /** Tells of each line, too. */
  RecordingLogger(Consumer<String> told) {
    this.told = told;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable throwable) {
    String line = level + " " + MessageFormatter.arrayFormat(message, arguments).getMessage();
    lines.add(line);
    told.accept(line);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return RecordingLogger.class.getName();
  }

  @Override
  public boolean isTraceEnabled() {
    return true;
  }

  @Override
  public boolean isDebugEnabled() {
    return true;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}
