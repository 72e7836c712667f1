@NullMarked
package io.schedulerrunner.notify;

import org.jspecify.annotations.NullMarked;
