/** A chat, through a Telegram bot. */
@NullMarked
package io.gapwatch.agent.notify.telegram;

import org.jspecify.annotations.NullMarked;
