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

/**
 * Idle is what a session is since its state changed, not since its transaction began: a busy
 * transaction of an hour is idle for a moment between any two statements.
 */
final class IdleInTransactionProbe implements Probe {
  private final List<String> except;

  IdleInTransactionProbe(List<String> except) {
    this.except = List.copyOf(except);
  }

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    Longest idle =
        Longest.of(
            Backend.all(session, context.timeout()),
            "idle in transaction",
            except,
            Backend::inState);
    double oldest =
        idle.sessions().stream().mapToDouble(one -> one.inTransaction().orElse(0)).max().orElse(0);
    String summary =
        idle.first()
            .map(
                one ->
                    "%s idle in transaction, the longest for %s: %s, pid %d, in a transaction of %s"
                        .formatted(
                            Numbers.count(idle.sessions().size(), "session"),
                            Longest.text(idle.length()),
                            one.owner(),
                            one.pid(),
                            Longest.text(one.inTransaction().orElse(0))))
            .orElse("no session is idle in a transaction");
    String remedy =
        "find the code that opens the transaction and waits (for a network call, a lock, a person);"
            + " idle_in_transaction_session_timeout ends such sessions";
    return Measured.saying(summary)
        .fact("Idle in transaction", Integer.toString(idle.sessions().size()))
        .fact("Longest", summary)
        .value(IdleInTransactionCheck.IDLE, idle.length())
        .value(IdleInTransactionCheck.TRANSACTION, oldest)
        .value(IdleInTransactionCheck.SESSIONS, idle.sessions().size())
        .observe(
            Observation.of(
                    IdleInTransactionCheck.IDLE,
                    "idle in transaction",
                    idle.length(),
                    Longest.text(idle.length()),
                    summary,
                    remedy)
                .with(Map.of("pids", idle.sessions().stream().map(Backend::pid).toList())))
        .observe(
            Observation.of(
                IdleInTransactionCheck.TRANSACTION,
                "oldest idle transaction",
                oldest,
                Longest.text(oldest),
                "the oldest of them began %s ago".formatted(Longest.text(oldest)),
                remedy))
        .build();
  }
}
