package io.gapwatch.agent.source.sql;

import java.util.Optional;
import java.util.OptionalDouble;

/** The current row of a result. Columns are numbered from 1. */
public interface Row {
  /** A whole number; NULL reads as 0, see {@link #isNull}. */
  long number(int column);

  boolean isNull(int column);

  /** Any value, as the driver returns it. */
  Optional<Object> value(int column);

  /** Any value as text; NULL is empty. */
  default String text(int column) {
    return value(column).map(Object::toString).orElse("");
  }

  /** A truth value; NULL is false, see {@link #isNull}. */
  default boolean truth(int column) {
    return value(column).filter(Boolean.TRUE::equals).isPresent();
  }

  /** A number with a fraction; empty for NULL. */
  default OptionalDouble decimal(int column) {
    return value(column).map(Number.class::cast).stream()
        .mapToDouble(Number::doubleValue)
        .findFirst();
  }
}
