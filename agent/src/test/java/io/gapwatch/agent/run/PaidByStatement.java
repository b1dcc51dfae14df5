package io.gapwatch.agent.run;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.DuckDbType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A DuckDB file that is asked as a MotherDuck database is. */
final class PaidByStatement implements LikeDuckDb {
  private final List<Session> sessions = new ArrayList<>();

  /** How many statements were executed so far, by all sessions. */
  int statements() {
    return sessions.stream().mapToInt(it -> it.compute().orElseThrow().statements()).sum();
  }

  @Override
  public Optional<Duration> allowance(Settings settings) {
    return Optional.of(Duration.ofHours(10));
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    return new Source() {
      @Override
      public String name() {
        return origin.name();
      }

      @Override
      public Session open(Duration timeout) {
        try {
          Connection file = DuckDbType.writer(origin.config().resolve("chain.duckdb"));
          Session session = Databases.metered(file);
          sessions.add(session);
          return session;
        } catch (SQLException e) {
          throw new SourceUnavailableException("not open", "see the test", e);
        }
      }
    };
  }
}
