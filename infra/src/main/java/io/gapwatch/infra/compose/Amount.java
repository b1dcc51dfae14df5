package io.gapwatch.infra.compose;

import java.math.BigDecimal;

/**
 * Memory and processor time; 0 is none asked for.
 *
 * @param bytes of memory
 * @param cores of processors
 */
public record Amount(long bytes, BigDecimal cores) {
  public static final Amount NONE = new Amount(0, BigDecimal.ZERO);

  Amount plus(Amount other) {
    return new Amount(bytes + other.bytes, cores.add(other.cores));
  }

  Amount times(int count) {
    return new Amount(bytes * count, cores.multiply(BigDecimal.valueOf(count)));
  }

  boolean isNone() {
    return bytes == 0 && cores.signum() == 0;
  }
}
