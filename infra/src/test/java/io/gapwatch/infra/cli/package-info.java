/** Whole command lines. */
@NullMarked
package io.gapwatch.infra.cli;

import org.jspecify.annotations.NullMarked;
