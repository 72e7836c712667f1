/** What is fuzzed: inputs as strangers, endpoints and owners may write them. See bench/fuzz. */
@NullMarked
package io.schedulerrunner.fuzz;

import org.jspecify.annotations.NullMarked;
