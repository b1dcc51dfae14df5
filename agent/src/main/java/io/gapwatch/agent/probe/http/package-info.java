/** Checks of sites and APIs. */
@NullMarked
package io.gapwatch.agent.probe.http;

import org.jspecify.annotations.NullMarked;
