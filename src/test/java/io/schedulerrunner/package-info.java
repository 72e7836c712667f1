/** The program as a whole. */
@NullMarked
package io.schedulerrunner;

import org.jspecify.annotations.NullMarked;
