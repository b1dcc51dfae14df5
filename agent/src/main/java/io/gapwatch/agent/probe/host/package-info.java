/** Checks of the machine that the agent runs on. */
@NullMarked
package io.gapwatch.agent.probe.host;

import org.jspecify.annotations.NullMarked;
