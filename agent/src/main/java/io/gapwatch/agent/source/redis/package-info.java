/** Redis and what speaks its protocol. */
@NullMarked
package io.gapwatch.agent.source.redis;

import org.jspecify.annotations.NullMarked;
