/**
 * Compose files read as Compose reads them, what they ask of a machine, and what is wrong with
 * them.
 */
@NullMarked
package io.gapwatch.infra.compose;

import org.jspecify.annotations.NullMarked;
