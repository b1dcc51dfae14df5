/** The rules of the stack, seen in what it declares. */
@NullMarked
package io.gapwatch.infra.stack;

import org.jspecify.annotations.NullMarked;
