/** {@code type: gaps}: which rows of a table are missing. */
@NullMarked
package io.gapwatch.agent.probe.gaps;

import org.jspecify.annotations.NullMarked;
