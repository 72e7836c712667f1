@NullMarked
package io.schedulerrunner.report;

import org.jspecify.annotations.NullMarked;
