/** A program of yours, by HTTP. */
@NullMarked
package io.gapwatch.agent.notify.webhook;

import org.jspecify.annotations.NullMarked;
