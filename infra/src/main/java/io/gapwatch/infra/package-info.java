/** The entries: the program that Pulumi runs, and the operator's command line. */
@NullMarked
package io.gapwatch.infra;

import org.jspecify.annotations.NullMarked;
