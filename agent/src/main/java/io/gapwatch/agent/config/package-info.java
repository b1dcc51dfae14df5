/**
 * The YAML file as read-only records: parsing with positions, settings declared as keys, all
 * problems at once.
 */
@NullMarked
package io.gapwatch.agent.config;

import org.jspecify.annotations.NullMarked;
