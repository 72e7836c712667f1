/** Tests of what surrounds the application: image, workflows, scripts, documents. */
@NullMarked
package io.schedulerrunner.deploy;

import org.jspecify.annotations.NullMarked;
