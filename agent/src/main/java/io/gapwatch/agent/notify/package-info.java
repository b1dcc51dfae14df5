/** What is said to whom: messages made of transitions, and the contract of a channel. */
@NullMarked
package io.gapwatch.agent.notify;

import org.jspecify.annotations.NullMarked;
