/** What a stack uses, what is free of it, and the refusal of everything beyond. */
@NullMarked
package io.gapwatch.infra.cost;

import org.jspecify.annotations.NullMarked;
