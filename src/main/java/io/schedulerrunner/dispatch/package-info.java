/** One run, spread over many instances. */
@NullMarked
package io.schedulerrunner.dispatch;

import org.jspecify.annotations.NullMarked;
