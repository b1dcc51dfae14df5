/** Tests of what is read of Compose files, held against Docker Compose itself. */
@NullMarked
package io.gapwatch.infra.compose;

import org.jspecify.annotations.NullMarked;
