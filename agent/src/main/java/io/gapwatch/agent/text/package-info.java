/** Words for times, lengths of time, numbers and lists: one way to say each of them, everywhere. */
@NullMarked
package io.gapwatch.agent.text;

import org.jspecify.annotations.NullMarked;
