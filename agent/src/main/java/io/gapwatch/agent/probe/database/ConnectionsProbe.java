package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts the connections of clients, and names who holds idle ones. */
final class ConnectionsProbe implements Probe {
  private static final int NAMED = 5;
  private static final String REMEDY =
      "see who holds them (Idle, in the report); let those close or pool their connections, or"
          + " raise max_connections";

  @Override
  public Reading ask(ProbeContext context) {
    PostgresSession session = context.session(PostgresSession.class);
    Server server = Server.of(session, context.timeout());
    List<Backend> all = Backend.all(session, context.timeout());
    List<Backend> idle = all.stream().filter(one -> one.state().equals("idle")).toList();
    double share = 100.0 * all.size() / server.connections();
    String used =
        "%d of %d connections (%s)"
            .formatted(all.size(), server.connections(), Unit.PERCENT.text(share));
    String names = names(idle);
    return Measured.saying("%s, %d idle".formatted(used, idle.size()))
        .fact("Connections", used)
        .fact("Idle", idle.isEmpty() ? "0" : idle.size() + ": " + names)
        .value(ConnectionsCheck.USED, share)
        .value(ConnectionsCheck.CONNECTIONS, all.size())
        .value(ConnectionsCheck.IDLE, idle.size())
        .detail("maxConnections", server.connections())
        .observe(
            Observation.of(
                    ConnectionsCheck.USED,
                    "connections",
                    share,
                    Unit.PERCENT.text(share),
                    used + " in use, %d of them idle".formatted(idle.size()),
                    REMEDY)
                .with(Map.of("connections", all.size(), "idle", idle.size(), "idleOf", names)))
        .build();
  }

  /** The owners with the most of them: {@code 25 app@ledger (node, 10.0.0.7), up to 3h}. */
  private static String names(List<Backend> idle) {
    Map<String, List<Backend>> byOwner =
        idle.stream().collect(Collectors.groupingBy(Backend::owner));
    String most =
        byOwner.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, List<Backend>> e) -> -e.getValue().size())
                    .thenComparing(Map.Entry::getKey))
            .limit(NAMED)
            .map(
                one ->
                    "%d %s%s".formatted(one.getValue().size(), one.getKey(), age(one.getValue())))
            .collect(Collectors.joining("; "));
    return byOwner.size() <= NAMED ? most : most + "; and others";
  }

  private static String age(List<Backend> idle) {
    double longest = idle.stream().mapToDouble(one -> one.inState().orElse(0)).max().orElse(0);
    return ", up to " + Durations.text(Duration.ofSeconds((long) longest));
  }
}
