/**
 * The dashboard as a person sees it: a real browser against the real service in its own process.
 */
@NullMarked
package io.schedulerrunner.browser;

import org.jspecify.annotations.NullMarked;
