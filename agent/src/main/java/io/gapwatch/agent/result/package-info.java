/** What a run came to, as plain values: it is what reports print and runs return. */
@NullMarked
package io.gapwatch.agent.result;

import org.jspecify.annotations.NullMarked;
