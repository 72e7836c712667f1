/** What is counted of runs and calls, and how Prometheus is told. */
@NullMarked
package io.schedulerrunner.metrics;

import org.jspecify.annotations.NullMarked;
