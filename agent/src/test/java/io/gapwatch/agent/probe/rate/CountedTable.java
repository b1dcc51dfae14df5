package io.gapwatch.agent.probe.rate;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.Row;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A table of PostgreSQL with its statistics, as far as growth asks of it. */
final class CountedTable implements SqlSession {
  long rows;
  private long inserted;
  private long deleted;
  private long live;
  private long analyzed;
  private boolean analyzedSince;

  /** Whether the server counts at all; otherwise the rows are counted. */
  boolean counting = true;

  boolean reachable = true;

  void insert(long more) {
    rows += more;
    inserted += more;
    live += more;
    // As the server does by itself; before it comes to that, statistics may have been lost.
    if (more > analyzed / 10) {
      analyze();
    }
  }

  void delete(long some) {
    rows -= some;
    deleted += some;
    live = Math.max(0, live - some);
  }

  /** It is counted as no deletion. */
  void truncate() {
    rows = 0;
    live = 0;
    analyzed = 0;
  }

  void analyze() {
    analyzed = rows;
    live = rows;
    analyzedSince = true;
  }

  /** As the question has it. */
  private long told() {
    return analyzed > inserted && !analyzedSince
        ? Math.max(0, analyzed + inserted - deleted)
        : live;
  }

  /** The rows that they know of. */
  long statistics() {
    return inserted;
  }

  void loseStatistics() {
    inserted = 0;
    deleted = 0;
    live = 0;
    analyzedSince = false;
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRES;
  }

  @Override
  public List<Column> columns(String table) {
    return List.of();
  }

  @Override
  public List<Column> columnsOf(String relation, String table) {
    return List.of();
  }

  @Override
  public void query(String sql, Duration timeout, Consumer<Row> reader) {
    if (!reachable) {
      throw new SourceUnavailableException("nobody answers", "see the server");
    }
    if (sql.contains("pg_stat_user_tables")) {
      reader.accept(row("r", told(), inserted, deleted, 8_192.0 * rows, counting, !counting));
    } else if (sql.startsWith("SELECT count(*)")) {
      reader.accept(row(rows));
    } else if (rows > 0) {
      reader.accept(row(1L));
    }
  }

  private static Row row(Object... values) {
    List<Object> all = Arrays.asList(values);
    return new Row() {
      @Override
      public int columns() {
        return all.size();
      }

      @Override
      public long number(int column) {
        return ((Number) all.get(column - 1)).longValue();
      }

      @Override
      public boolean isNull(int column) {
        return false;
      }

      @Override
      public Optional<Object> value(int column) {
        return Optional.of(all.get(column - 1));
      }
    };
  }

  @Override
  public String answeredBy() {
    return "a test";
  }

  @Override
  public String identity() {
    return "a test";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
