package io.gapwatch.agent.app;

import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.host.HostType;
import io.gapwatch.agent.source.http.HttpType;
import io.gapwatch.agent.source.logs.LogsType;
import io.gapwatch.agent.source.pm2.Pm2Type;
import io.gapwatch.agent.source.redis.RedisType;
import io.gapwatch.agent.source.sql.DuckDbType;
import io.gapwatch.agent.source.sql.PostgresType;
import java.util.List;

/** All source types: one line each. */
public final class SourceTypes {
  private SourceTypes() {}

  public static List<SourceType> all() {
    return List.of(
        new DuckDbType(),
        new PostgresType(),
        new Pm2Type(),
        new RedisType(),
        new HttpType(),
        new LogsType(),
        new HostType());
  }
}
