/** Google's own APIs, over REST, as the parts of the runner that need them use them. */
@NullMarked
package io.schedulerrunner.google;

import org.jspecify.annotations.NullMarked;
