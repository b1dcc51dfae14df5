/** Phones and desktops, through ntfy. */
@NullMarked
package io.gapwatch.agent.notify.ntfy;

import org.jspecify.annotations.NullMarked;
