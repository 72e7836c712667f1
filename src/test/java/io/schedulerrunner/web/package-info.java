@NullMarked
package io.schedulerrunner.web;

import org.jspecify.annotations.NullMarked;
