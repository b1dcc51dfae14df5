/** Benchmarks, started by {@code scripts/bench}. They are no tests: nothing here has a limit. */
@NullMarked
package io.gapwatch.agent.bench;

import org.jspecify.annotations.NullMarked;
