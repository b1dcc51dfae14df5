/**
 * The configuration engine: declared keys, the syntax of their values, YAML with positions, all
 * problems reported at once. It defines no keys itself.
 */
@NullMarked
package io.gapwatch.agent.config.schema;

import org.jspecify.annotations.NullMarked;
