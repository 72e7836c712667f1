@NullMarked
package io.schedulerrunner.web.oidc;

import org.jspecify.annotations.NullMarked;
