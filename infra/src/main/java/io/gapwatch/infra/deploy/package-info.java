/** Pulumi's engine, driven from here: the only place that knows the Automation API. */
@NullMarked
package io.gapwatch.infra.deploy;

import org.jspecify.annotations.NullMarked;
