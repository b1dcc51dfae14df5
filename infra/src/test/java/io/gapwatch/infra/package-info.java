/** Rules that hold for the whole module. */
@NullMarked
package io.gapwatch.infra;

import org.jspecify.annotations.NullMarked;
