/** Tells people and other programs of runs: by mail, webhook and heartbeat. */
@NullMarked
package io.schedulerrunner.notify;

import org.jspecify.annotations.NullMarked;
