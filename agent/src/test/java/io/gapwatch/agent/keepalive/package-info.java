@NullMarked
package io.gapwatch.agent.keepalive;

import org.jspecify.annotations.NullMarked;
