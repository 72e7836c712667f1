@NullMarked
package io.schedulerrunner.schedule;

import org.jspecify.annotations.NullMarked;
