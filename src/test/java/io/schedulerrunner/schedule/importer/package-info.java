@NullMarked
package io.schedulerrunner.schedule.importer;

import org.jspecify.annotations.NullMarked;
