package io.gapwatch.agent.run;

import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.sql.DuckDbType;

/** A source that stands for DuckDB's in a configuration, and opens sessions of its own. */
interface LikeDuckDb extends SourceType {
  DuckDbType FILE = new DuckDbType();

  @Override
  default String type() {
    return FILE.type();
  }

  @Override
  default Shape shape() {
    return FILE.shape();
  }

  @Override
  default Class<? extends Session> sessions() {
    return FILE.sessions();
  }
}
