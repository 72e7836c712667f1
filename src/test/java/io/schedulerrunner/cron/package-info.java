@NullMarked
package io.schedulerrunner.cron;

import org.jspecify.annotations.NullMarked;
