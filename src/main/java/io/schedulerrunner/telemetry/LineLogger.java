package io.schedulerrunner.telemetry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** One named logger; all of them write to the sink in force. Thread-safe. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {

  @Serial private static final long serialVersionUID = 1L;

  LineLogger(String name) {
    this.name = name;
  }

  @Override
  public void log(LoggingEvent event) {
    LogSink sink = Logging.sink();
    if (sink.takes(name, event.getLevel())) {
      String message =
          MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray());
      sink.write(event.getLevel(), name, message, event.getKeyValuePairs(), event.getThrowable());
    }
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    Logging.sink().write(level, name, text, null, thrown);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return Logging.sink().takes(name, Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return Logging.sink().takes(name, Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return Logging.sink().takes(name, Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return Logging.sink().takes(name, Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return Logging.sink().takes(name, Level.ERROR);
  }
}
