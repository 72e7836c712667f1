/** Cron expressions, the instants they mean in a zone, and what they are in words and in UTC. */
@NullMarked
package io.schedulerrunner.schedule;

import org.jspecify.annotations.NullMarked;
