package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.PostgresSession;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Connects and asks. Here no answer is a result: it is what this check wants to know. Any other
 * check of the same source is unknown then.
 */
final class ReachableProbe implements Probe {
  private static final String SUBJECT = "the database";

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock that only measures how long something took
   */
  ReachableProbe(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public Reading ask(ProbeContext context) {
    try {
      PostgresSession session = context.session(PostgresSession.class);
      long asked = nanoTime.getAsLong();
      Server server = Server.ask(session, context.timeout());
      Duration took = Duration.ofNanos(nanoTime.getAsLong() - asked);
      return answered(server, took, session.connectTime());
    } catch (SourceUnavailableException e) {
      return unreachable(e);
    }
  }

  private static Reading answered(Server server, Duration took, Duration connecting) {
    return Measured.saying("answered in %s: %s".formatted(text(took), server.text()))
        .fact("Database", server.text())
        .fact("Answered in", text(took))
        .fact("Connected in", text(connecting))
        .fact("Server time", server.time().toString())
        .fact("Up since", Times.dateAndTime(server.startedAt()))
        .value(ReachableCheck.ANSWER_TIME, seconds(took))
        .value(ReachableCheck.CONNECT_TIME, seconds(connecting))
        .value(ReachableCheck.REACHABLE, 1)
        .detail("database", server.database())
        .detail("host", server.place())
        .detail("user", server.role())
        .detail("role", server.replica() ? "replica" : "primary")
        .detail("version", server.version())
        .detail("serverTime", server.time().toString())
        .observe(slow(ReachableCheck.ANSWER_TIME, "answering", took, server))
        .observe(slow(ReachableCheck.CONNECT_TIME, "connecting", connecting, server))
        .observe(
            Observation.of(ReachableCheck.REACHABLE, SUBJECT, 1, "an answer", "it answered", ""))
        .build();
  }

  private static Observation slow(Metric metric, String what, Duration took, Server server) {
    return Observation.of(
            metric,
            SUBJECT + ": " + what,
            seconds(took),
            text(took),
            "%s took %s".formatted(what, text(took)),
            "look at the load of the server, at long queries (SELECT pid, state, query FROM"
                + " pg_stat_activity) and at the network in between")
        .with(Map.of("database", server.database(), "host", server.place()));
  }

  private static Reading unreachable(SourceUnavailableException e) {
    String reason = String.valueOf(e.getMessage());
    return Measured.saying("unreachable: " + reason)
        .fact("Database", "unreachable")
        .value(ReachableCheck.REACHABLE, 0)
        .observe(
            Observation.of(
                ReachableCheck.REACHABLE,
                SUBJECT,
                0,
                "no answer",
                "unreachable: " + reason,
                e.remedy()))
        .unanswered()
        // How fast it answers is not known to be well.
        .coveringWhatIsObserved(List.of())
        .build();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String text(Duration time) {
    return Durations.taken(time);
  }
}
