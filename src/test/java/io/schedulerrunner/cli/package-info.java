@NullMarked
package io.schedulerrunner.cli;

import org.jspecify.annotations.NullMarked;
