/** Upkeep: the contract of an action, and the deletion of old files. */
@NullMarked
package io.gapwatch.agent.upkeep;

import org.jspecify.annotations.NullMarked;
