/** One HTTP request and its whole answer, with time-outs. */
@NullMarked
package io.gapwatch.agent.http;

import org.jspecify.annotations.NullMarked;
