/** Checks of what is sealed period by period: hourly epochs, daily closings, batches. */
@NullMarked
package io.gapwatch.agent.probe.epochs;

import org.jspecify.annotations.NullMarked;
