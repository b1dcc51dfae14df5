/** What a summary says, proven from the history. */
@NullMarked
package io.gapwatch.agent.summary;

import org.jspecify.annotations.NullMarked;
