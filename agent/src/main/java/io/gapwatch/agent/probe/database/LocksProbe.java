package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows each wait to who holds the lock and waits for nobody. */
final class LocksProbe implements Probe {
  private static final int NAMED = 3;
  private static final String REMEDY =
      "look at what the holder does (SELECT state, query FROM pg_stat_activity WHERE pid = …): let"
          + " it finish, or end it in its own program";

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    List<Backend> all = Backend.all(session, context.timeout());
    List<Backend> waiting =
        all.stream()
            .filter(one -> one.waiting().isPresent())
            .sorted(Comparator.comparingDouble(one -> -one.waiting().getAsDouble()))
            .toList();
    double longest = waiting.isEmpty() ? 0 : waiting.get(0).waiting().getAsDouble();
    String summary =
        waiting.isEmpty()
            ? "nobody waits for a lock"
            : "%s for a lock, the longest for %s; held by %s"
                .formatted(
                    waiting.size() == 1 ? "1 session waits" : waiting.size() + " sessions wait",
                    Longest.text(longest),
                    holders(all, waiting));
    return Measured.saying(summary)
        .fact("Waiting", waiting.isEmpty() ? "0" : names(waiting))
        .fact("Held by", waiting.isEmpty() ? "nobody is waited for" : holders(all, waiting))
        .value(LocksCheck.WAITING, longest)
        .value(LocksCheck.BLOCKED, waiting.size())
        .observe(
            Observation.of(
                    LocksCheck.WAITING,
                    "lock waits",
                    longest,
                    Longest.text(longest),
                    summary,
                    REMEDY)
                .with(
                    Map.of(
                        "waiting", waiting.stream().map(Backend::pid).toList(),
                        "holders", roots(waiting).stream().sorted().toList())))
        .observe(
            Observation.of(
                LocksCheck.BLOCKED,
                "sessions that wait",
                waiting.size(),
                Integer.toString(waiting.size()),
                summary,
                REMEDY))
        .build();
  }

  /** The sessions that block others and do not wait themselves. */
  private static Set<Long> roots(List<Backend> waiting) {
    Set<Long> blocked = waiting.stream().map(Backend::pid).collect(Collectors.toSet());
    Set<Long> holders =
        waiting.stream()
            .flatMap(one -> one.blockedBy().stream())
            .filter(pid -> !blocked.contains(pid))
            .collect(Collectors.toSet());
    // Those of a deadlock all wait; the server ends it in a second.
    return holders.isEmpty()
        ? waiting.stream().flatMap(one -> one.blockedBy().stream()).collect(Collectors.toSet())
        : holders;
  }

  private static String holders(List<Backend> all, List<Backend> waiting) {
    Set<Long> roots = roots(waiting);
    String known =
        all.stream()
            .filter(one -> roots.contains(one.pid()))
            .limit(NAMED)
            .map(one -> "pid %d, %s, %s".formatted(one.pid(), one.owner(), one.state()))
            .collect(Collectors.joining("; "));
    // A process of the server's own, or a prepared transaction, is no session of a client.
    return known.isEmpty() ? "no session of a client (pids " + roots + ")" : known;
  }

  private static String names(List<Backend> waiting) {
    String names =
        waiting.stream()
            .limit(NAMED)
            .map(
                one ->
                    "pid %d, %s, for %s"
                        .formatted(
                            one.pid(), one.owner(), Longest.text(one.waiting().getAsDouble())))
            .collect(Collectors.joining("; "));
    return Numbers.count(waiting.size(), "session") + ": " + names;
  }
}
