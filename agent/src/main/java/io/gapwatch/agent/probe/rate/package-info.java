/** Checks of how fast a table gets rows. */
@NullMarked
package io.gapwatch.agent.probe.rate;

import org.jspecify.annotations.NullMarked;
