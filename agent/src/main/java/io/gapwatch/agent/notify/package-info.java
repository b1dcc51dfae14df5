/** Builds messages from transitions and delivers them; the contract of a channel. */
@NullMarked
package io.gapwatch.agent.notify;

import org.jspecify.annotations.NullMarked;
