/** The channels: one class each. */
@NullMarked
package io.gapwatch.agent.notify.channel;

import org.jspecify.annotations.NullMarked;
