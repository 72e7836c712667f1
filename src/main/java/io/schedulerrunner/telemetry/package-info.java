/** Logs: one event per line, readable on a terminal, structured for Cloud Logging. */
@NullMarked
package io.schedulerrunner.telemetry;

import org.jspecify.annotations.NullMarked;
