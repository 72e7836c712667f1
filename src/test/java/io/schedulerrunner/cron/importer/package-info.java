@NullMarked
package io.schedulerrunner.cron.importer;

import org.jspecify.annotations.NullMarked;
