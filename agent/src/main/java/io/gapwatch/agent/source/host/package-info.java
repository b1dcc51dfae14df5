/** The machine that the agent runs on. */
@NullMarked
package io.gapwatch.agent.source.host;

import org.jspecify.annotations.NullMarked;
