/** The operator's commands: each parses, calls one object and prints. */
@NullMarked
package io.gapwatch.infra.cli;

import org.jspecify.annotations.NullMarked;
