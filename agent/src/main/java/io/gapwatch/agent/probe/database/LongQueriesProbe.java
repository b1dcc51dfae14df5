package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.text.Numbers;
import java.util.List;
import java.util.Map;

/** Names the longest statement by its first word: the rest may hold data. */
final class LongQueriesProbe implements Probe {
  private final List<String> except;

  LongQueriesProbe(List<String> except) {
    this.except = List.copyOf(except);
  }

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    Longest running =
        Longest.of(Backend.all(session, context.timeout()), "active", except, Backend::inQuery);
    String summary =
        running
            .first()
            .map(
                one ->
                    "%s, the longest for %s: %s of %s, pid %d"
                        .formatted(
                            Numbers.count(running.sessions().size(), "statement"),
                            Longest.text(running.length()),
                            one.verb().isEmpty() ? "one" : one.verb(),
                            one.owner(),
                            one.pid()))
            .orElse("no statement runs");
    return Measured.saying(summary)
        .fact("Statements", summary)
        .value(LongQueriesCheck.RUNNING, running.length())
        .value(LongQueriesCheck.ACTIVE, running.sessions().size())
        .observe(
            Observation.of(
                    LongQueriesCheck.RUNNING,
                    "longest statement",
                    running.length(),
                    Longest.text(running.length()),
                    summary,
                    "look at it (SELECT query FROM pg_stat_activity WHERE pid = …) and at its plan;"
                        + " name its program or user in except if it may be long")
                .with(Map.of("pids", running.sessions().stream().map(Backend::pid).toList())))
        .build();
  }
}
