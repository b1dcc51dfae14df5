package io.gapwatch.agent.run;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.source.Compute;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A DuckDB file whose statements a provider would meter: each session costs so many seconds. */
record MeteredSource(Duration included, long seconds) implements LikeDuckDb {
  @Override
  public Optional<Duration> allowance(Settings settings) {
    return Optional.of(included);
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    Source source = FILE.create(origin, settings);
    return new Source() {
      @Override
      public String name() {
        return source.name();
      }

      @Override
      public Session open(Duration timeout) {
        return new Metered((SqlSession) source.open(timeout), new Compute(2, seconds));
      }
    };
  }

  private record Metered(SqlSession session, Compute cost) implements SqlSession {
    @Override
    public Optional<Compute> compute() {
      return Optional.of(cost);
    }

    @Override
    public String answeredBy() {
      return session.answeredBy();
    }

    @Override
    public String identity() {
      return session.identity();
    }

    @Override
    public List<Column> columnsOf(String relation, String table) {
      return session.columnsOf(relation, table);
    }

    @Override
    public Dialect dialect() {
      return session.dialect();
    }

    @Override
    public List<Column> columns(String table) {
      return session.columns(table);
    }

    @Override
    public void query(String sql, Duration timeout, Consumer<Row> rows) {
      session.query(sql, timeout, rows);
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
