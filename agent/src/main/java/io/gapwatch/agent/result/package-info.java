/** The result of a run, as plain values: what runs return and reports print. */
@NullMarked
package io.gapwatch.agent.result;

import org.jspecify.annotations.NullMarked;
