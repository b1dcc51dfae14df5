/** Log files. */
@NullMarked
package io.gapwatch.agent.source.logs;

import org.jspecify.annotations.NullMarked;
