/** Tests of how Google's APIs are used. */
@NullMarked
package io.schedulerrunner.google;

import org.jspecify.annotations.NullMarked;
