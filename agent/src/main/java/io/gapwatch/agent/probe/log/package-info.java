/** Checks of log files. */
@NullMarked
package io.gapwatch.agent.probe.log;

import org.jspecify.annotations.NullMarked;
