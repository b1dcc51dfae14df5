package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row that was read before it is asked for. */
final class KeptRow implements Row {
  private final @Nullable Object[] values;

  private KeptRow(@Nullable Object[] values) {
    this.values = values;
  }

  /** The columns of a row from one to before another. */
  static KeptRow of(Row row, int from, int to) {
    @Nullable Object[] values = new @Nullable Object[to - from];
    for (int i = from; i < to; i++) {
      values[i - from] = row.value(i).orElse(null);
    }
    return new KeptRow(values);
  }

  @Override
  public int columns() {
    return values.length;
  }

  @Override
  public long number(int column) {
    Object value = values[column - 1];
    if (value == null) {
      return 0;
    }
    try {
      return value instanceof BigInteger big ? big.longValueExact() : ((Number) value).longValue();
    } catch (ArithmeticException | ClassCastException e) {
      throw new SourceUnavailableException(
          "a value could not be read: " + value + " is not a whole number of 64 bits",
          "look for such values in the table, or leave them out with where",
          e);
    }
  }

  @Override
  public boolean isNull(int column) {
    return values[column - 1] == null;
  }

  @Override
  public Optional<Object> value(int column) {
    return Optional.ofNullable(values[column - 1]);
  }
}
