/** Tracks findings over runs by their fingerprint: pending, open, resolved. */
@NullMarked
package io.gapwatch.agent.incident;

import org.jspecify.annotations.NullMarked;
