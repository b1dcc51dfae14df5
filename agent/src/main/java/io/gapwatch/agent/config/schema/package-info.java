/**
 * The engine of the configuration: keys and how their values are written, YAML with positions, all
 * problems at once. It knows no key of its own.
 */
@NullMarked
package io.gapwatch.agent.config.schema;

import org.jspecify.annotations.NullMarked;
