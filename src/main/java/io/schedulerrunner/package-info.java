/** Where the program starts and is wired together. */
@NullMarked
package io.schedulerrunner;

import org.jspecify.annotations.NullMarked;
