/** A room, through the webhooks of Slack and of what speaks as it does. */
@NullMarked
package io.gapwatch.agent.notify.slack;

import org.jspecify.annotations.NullMarked;
