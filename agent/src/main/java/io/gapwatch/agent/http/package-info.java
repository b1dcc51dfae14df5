/** One HTTP request and its whole response, with timeouts. */
@NullMarked
package io.gapwatch.agent.http;

import org.jspecify.annotations.NullMarked;
