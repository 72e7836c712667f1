/** The use case: plan, execute, report. */
@NullMarked
package io.schedulerrunner.runner;

import org.jspecify.annotations.NullMarked;
