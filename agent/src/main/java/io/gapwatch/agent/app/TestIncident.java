package io.gapwatch.agent.app;

import com.github.f4b6a3.ulid.UlidCreator;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Verdict;
import io.gapwatch.agent.probe.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run would send of one new incident, in words that say that there is none. */
final class TestIncident {
  /** How long an alert of it holds at a channel that forgets. */
  private static final Duration HOLDS = Duration.ofMinutes(15);

  private TestIncident() {}

  static Message message(String job, String check, Severity severity, Instant now) {
    Transition opened = new Transition(id(), Kind.OPENED, now, incident(job, check, severity, now));
    return new Message(
            id(),
            job,
            Status.of(severity),
            now,
            "TEST " + Verdict.of(Status.of(severity), List.of(opened)).title(job),
            List.of("gapwatch alert test asked for this message. Nothing is wrong."),
            List.of(opened))
        .lasting(now.plus(HOLDS));
  }

  /** What a run would send of a summary. */
  static Message summary(String name, Instant now) {
    return new Message(
        id(),
        name,
        Status.OK,
        now,
        "TEST summary " + name,
        List.of("gapwatch alert test asked for this message. It says nothing of your data."),
        List.of());
  }

  private static Incident incident(String job, String check, Severity severity, Instant now) {
    Finding finding =
        new Finding(
            check,
            severity,
            "test of " + check,
            "this is a test",
            "this is a test",
            "none",
            "nothing to do",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Place.WHOLE);
    return new Incident(
        id(),
        job,
        State.OPEN,
        finding,
        severity,
        "",
        now,
        now,
        1,
        0,
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String id() {
    return UlidCreator.getMonotonicUlid().toString();
  }
}
