/** Runs are remembered: the store, its databases, and what happens when it fails. */
@NullMarked
package io.schedulerrunner.history;

import org.jspecify.annotations.NullMarked;
