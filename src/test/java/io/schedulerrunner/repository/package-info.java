/** The rules of this repository, as tests: its shape, its scripts, what no file may hold. */
@NullMarked
package io.schedulerrunner.repository;

import org.jspecify.annotations.NullMarked;
