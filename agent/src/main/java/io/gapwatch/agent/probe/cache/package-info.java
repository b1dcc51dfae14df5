/** Checks of caches. */
@NullMarked
package io.gapwatch.agent.probe.cache;

import org.jspecify.annotations.NullMarked;
