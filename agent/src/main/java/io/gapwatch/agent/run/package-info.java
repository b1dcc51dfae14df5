/** Runs jobs: opens sources, runs probes, tracks incidents, sends notifications. */
@NullMarked
package io.gapwatch.agent.run;

import org.jspecify.annotations.NullMarked;
