/** Actions that keep an installation in order: old files, backup, restore. */
@NullMarked
package io.gapwatch.agent.upkeep;

import org.jspecify.annotations.NullMarked;
