/** The commands of {@code ./runner}. */
@NullMarked
package io.schedulerrunner.cli;

import org.jspecify.annotations.NullMarked;
