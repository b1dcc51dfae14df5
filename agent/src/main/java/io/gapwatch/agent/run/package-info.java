/** The execution of a job: opening sources, running probes, following incidents, telling people. */
@NullMarked
package io.gapwatch.agent.run;

import org.jspecify.annotations.NullMarked;
