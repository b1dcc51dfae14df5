/** Locks in the state folder that end with the process that holds them. */
@NullMarked
package io.gapwatch.agent.lock;

import org.jspecify.annotations.NullMarked;
