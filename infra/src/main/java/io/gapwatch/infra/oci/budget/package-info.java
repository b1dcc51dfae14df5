/** Budgets, which only ever alert. */
@NullMarked
package io.gapwatch.infra.oci.budget;

import org.jspecify.annotations.NullMarked;
