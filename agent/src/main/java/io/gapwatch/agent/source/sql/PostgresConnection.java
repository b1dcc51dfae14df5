package io.gapwatch.agent.source.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** A session on PostgreSQL: that of the driver, and what its checks share. */
final class PostgresConnection implements PostgresSession {
  private final SqlSession session;
  private final Duration connectTime;
  private final Map<Class<?>, Object> answers = new HashMap<>();

  PostgresConnection(SqlSession session, Duration connectTime) {
    this.session = session;
    this.connectTime = connectTime;
  }

  @Override
  public Duration connectTime() {
    return connectTime;
  }

  @Override
  public <T> T shared(Class<T> kind, Function<PostgresSession, T> question) {
    Object known = answers.get(kind);
    if (known != null) {
      return kind.cast(known);
    }
    T answer = question.apply(this);
    answers.put(kind, answer);
    return answer;
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
  public List<Column> columnsOf(String relation, String table) {
    return session.columnsOf(relation, table);
  }

  @Override
  public void query(String sql, Duration timeout, Consumer<Row> rows) {
    session.query(sql, timeout, rows);
  }

  @Override
  public OptionalLong edition(String table, Duration timeout) {
    return session.edition(table, timeout);
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
  public Optional<Instant> time(Duration timeout) {
    return session.time(timeout);
  }

  @Override
  public boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public void close() {
    session.close();
  }
}
