/** Output for people and scripts: one class per format. */
@NullMarked
package io.gapwatch.agent.report;

import org.jspecify.annotations.NullMarked;
