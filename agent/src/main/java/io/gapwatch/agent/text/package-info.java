/** Formats instants, durations, numbers and sizes, the same way everywhere. */
@NullMarked
package io.gapwatch.agent.text;

import org.jspecify.annotations.NullMarked;
