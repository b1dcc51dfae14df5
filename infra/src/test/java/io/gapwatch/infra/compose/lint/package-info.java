/** Tests of what is found in configurations that start and do not work. */
@NullMarked
package io.gapwatch.infra.compose.lint;

import org.jspecify.annotations.NullMarked;
