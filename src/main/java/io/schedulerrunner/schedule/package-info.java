/** What acts on schedules: ticks from outside, the built-in scheduler, and what is paused. */
@NullMarked
package io.schedulerrunner.schedule;

import org.jspecify.annotations.NullMarked;
