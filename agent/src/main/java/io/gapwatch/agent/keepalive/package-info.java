/** Keeps an Always Free machine from being reclaimed as idle, and proves that it does. */
@NullMarked
package io.gapwatch.agent.keepalive;

import org.jspecify.annotations.NullMarked;
