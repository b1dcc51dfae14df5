/**
 * The YAML file as read-only records: parsed with positions, settings declared as keys, all
 * problems reported at once.
 */
@NullMarked
package io.gapwatch.agent.config;

import org.jspecify.annotations.NullMarked;
