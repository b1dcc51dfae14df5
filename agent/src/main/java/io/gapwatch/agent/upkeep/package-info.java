/** Actions that keep an installation in order: old files. */
@NullMarked
package io.gapwatch.agent.upkeep;

import org.jspecify.annotations.NullMarked;
