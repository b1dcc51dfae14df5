/** A program of yours, on this machine. */
@NullMarked
package io.gapwatch.agent.notify.command;

import org.jspecify.annotations.NullMarked;
