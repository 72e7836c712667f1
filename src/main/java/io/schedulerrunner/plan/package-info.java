/**
 * A request and the settings, turned into a {@code Plan} of {@code Call}s. Pure: no input or
 * output.
 */
@NullMarked
package io.schedulerrunner.plan;

import org.jspecify.annotations.NullMarked;
