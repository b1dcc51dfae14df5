package io.gapwatch.agent.source.sql;

import java.util.Optional;

/** The current row of a result. Columns are numbered from 1. */
public interface Row {
  /** A whole number; NULL reads as 0, see {@link #isNull}. */
  long number(int column);

  boolean isNull(int column);

  /** Any value, as the driver returns it. */
  Optional<Object> value(int column);
}
