/**
 * Environment, {@code .env} and files, turned into immutable settings; every problem is reported at
 * once.
 */
@NullMarked
package io.schedulerrunner.config;

import org.jspecify.annotations.NullMarked;
