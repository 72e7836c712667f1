/** A {@code Run}, turned into a status, JSON or text. Pure. */
@NullMarked
package io.schedulerrunner.report;

import org.jspecify.annotations.NullMarked;
