/** The HTTP service: routes, credentials, errors. */
@NullMarked
package io.schedulerrunner.web;

import org.jspecify.annotations.NullMarked;
