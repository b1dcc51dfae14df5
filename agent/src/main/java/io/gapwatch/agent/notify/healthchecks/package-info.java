/** The dead-man's switch, through Healthchecks. */
@NullMarked
package io.gapwatch.agent.notify.healthchecks;

import org.jspecify.annotations.NullMarked;
