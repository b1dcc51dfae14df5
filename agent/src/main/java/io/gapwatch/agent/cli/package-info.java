/** The commands: parse, call one object, print, return an exit code. */
@NullMarked
package io.gapwatch.agent.cli;

import org.jspecify.annotations.NullMarked;
