package io.gapwatch.infra.compose;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a stack runs on.
 *
 * @param size all that it has
 * @param platform as Docker writes it
 * @param reserve the share, from 0 to 1, that is kept for the system, Docker, the agent with its
 *     DuckDB, and the cache of files
 */
public record Machine(Amount size, String platform, BigDecimal reserve) {

  /** What the services may have together. */
  Amount usable() {
    BigDecimal share = BigDecimal.ONE.subtract(reserve);
    return new Amount(
        share.multiply(BigDecimal.valueOf(size.bytes())).setScale(0, RoundingMode.DOWN).longValue(),
        share.multiply(size.cores()));
  }
}
