@NullMarked
package io.schedulerrunner;

import org.jspecify.annotations.NullMarked;
