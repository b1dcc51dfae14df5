package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.source.Dialect;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.SqlSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether a database can be opened, which one answers, and what time it has. */
public final class SourceCheck implements DoctorCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final String source;
  private final boolean remote;
  private final Supplier<SqlSession> open;
  private final Clock clock;

  /**
   * @param remote whether opening it needs the network
   * @param clock this machine's, to hold the database's against
   */
  public SourceCheck(String source, boolean remote, Supplier<SqlSession> open, Clock clock) {
    this.source = source;
    this.remote = remote;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "source " + source;
  }

  @Override
  public boolean needsNetwork() {
    return remote;
  }

  @Override
  public List<Diagnosis> examine() {
    try {
      SqlSession session = open.get();
      List<Diagnosis> answers = new ArrayList<>();
      answers.add(Diagnosis.ok(session.answeredBy() + " answers"));
      if (session.dialect() == Dialect.POSTGRES) {
        answers.add(offset(session));
      }
      return answers;
    } catch (SourceUnavailableException e) {
      return List.of(Diagnosis.failed(String.valueOf(e.getMessage()), e.remedy()));
    } catch (GapwatchException e) {
      return List.of(Diagnosis.failed(String.valueOf(e.getMessage()), "see the line above it"));
    }
  }

  private Diagnosis offset(SqlSession session) {
    List<Long> milliseconds = new ArrayList<>();
    session.query(
        "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint",
        PATIENCE,
        row -> milliseconds.add(row.number(1)));
    return ClockOffset.judge(
        "the database's clock", Instant.ofEpochMilli(milliseconds.get(0)), clock.instant());
  }
}
