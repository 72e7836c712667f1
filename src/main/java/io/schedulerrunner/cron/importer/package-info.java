/** Cloud Scheduler jobs and crontabs, turned into an endpoints file. Pure. */
@NullMarked
package io.schedulerrunner.cron.importer;

import org.jspecify.annotations.NullMarked;
