/** Cron expressions, the instants they mean in a zone, what they are in words and in UTC; pure. */
@NullMarked
package io.schedulerrunner.cron;

import org.jspecify.annotations.NullMarked;
