package io.gapwatch.agent.source.sql;

import java.util.Optional;

/** The row that an answer stands at. Columns count from 1. */
public interface Row {
  /** A whole number; a NULL reads as 0, see {@link #isNull}. */
  long number(int column);

  boolean isNull(int column);

  /** Any value as the driver gives it. */
  Optional<Object> value(int column);
}
