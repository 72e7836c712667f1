/** A {@code Plan}, turned into a {@code Run}: calls are made, nothing is thrown, order is kept. */
@NullMarked
package io.schedulerrunner.execute;

import org.jspecify.annotations.NullMarked;
