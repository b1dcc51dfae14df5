package io.gapwatch.agent.app;

import io.gapwatch.agent.source.DuckDbType;
import io.gapwatch.agent.source.PostgresType;
import io.gapwatch.agent.source.SourceType;
import java.util.List;

/** All types of source there are: one line each. */
public final class SourceTypes {
  private SourceTypes() {}

  public static List<SourceType> all() {
    return List.of(new DuckDbType(), new PostgresType());
  }
}
