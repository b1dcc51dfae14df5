/** Probes of tables: gaps, staleness, and a value of your own SQL. */
@NullMarked
package io.gapwatch.agent.probe.data;

import org.jspecify.annotations.NullMarked;
