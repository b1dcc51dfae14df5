/** What the last runs measured, for Prometheus: as a text file, or to be scraped. */
@NullMarked
package io.gapwatch.agent.metrics;

import org.jspecify.annotations.NullMarked;
