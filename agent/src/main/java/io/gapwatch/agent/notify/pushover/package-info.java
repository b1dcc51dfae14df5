/** Phones, through Pushover. */
@NullMarked
package io.gapwatch.agent.notify.pushover;

import org.jspecify.annotations.NullMarked;
