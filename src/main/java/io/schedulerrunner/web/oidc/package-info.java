/** Callers who prove by an OpenID Connect ID token who they are; loaded where it is configured. */
@NullMarked
package io.schedulerrunner.web.oidc;

import org.jspecify.annotations.NullMarked;
