/** The program's entry. */
@NullMarked
package io.gapwatch.agent;

import org.jspecify.annotations.NullMarked;
