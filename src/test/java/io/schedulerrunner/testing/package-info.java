/** What tests of several packages share: local servers and small builders. */
@NullMarked
package io.schedulerrunner.testing;

import org.jspecify.annotations.NullMarked;
