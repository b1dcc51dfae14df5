package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What opens again and again within a day. The opening that is one too many says so; what opens
 * after it is held back until fewer opened within a day, however slowly it goes on.
 */
record Flapping(JobConfig job, History history, Instant now) {
  private static final Duration WINDOW = Duration.ofHours(24);

  /** Why it is held back; empty if it is not. */
  Optional<String> why(Incident incident) {
    return limit(incident)
        .filter(most -> pace(incident, most) == Pace.GOES_ON)
        .map(most -> "flapping: it opened more than %d times in 24h".formatted(most));
  }

  /** The same, where what is told once says that it flaps. */
  Advance marked(Advance advance) {
    return new Advance(
        advance.incidents(), advance.transitions().stream().map(this::marked).toList());
  }

  private Transition marked(Transition transition) {
    Incident incident = transition.incident();
    boolean once =
        transition.kind() == Kind.OPENED
            && limit(incident)
                .filter(most -> pace(incident, most) == Pace.ONE_TOO_MANY)
                .isPresent();
    return once
        ? new Transition(
            transition.id(), transition.kind(), transition.at(), incident.saying(flaps(incident)))
        : transition;
  }

  private Finding flaps(Incident incident) {
    Finding finding = incident.finding();
    return new Finding(
        finding.checkId(),
        finding.severity(),
        finding.subject(),
        "%s; flapping, opened %d times in 24h: quiet until it is stable"
            .formatted(
                finding.summary(),
                recent(now, history.incidents().openedBefore(incident, now.minus(WINDOW), now))
                    + 1),
        finding.observed(),
        finding.limit(),
        finding.remedy(),
        finding.evidence(),
        finding.since(),
        finding.settlesAt(),
        finding.place());
  }

  private enum Pace {
    SELDOM,
    ONE_TOO_MANY,
    GOES_ON
  }

  /** What was never as bad as this does not make it old news. */
  private Pace pace(Incident incident, int most) {
    List<Instant> before =
        history.incidents().openedBefore(incident, now.minus(WINDOW).minus(WINDOW), now);
    if (before.isEmpty() || recent(now, before) < most) {
      return Pace.SELDOM;
    }
    Instant last = before.get(before.size() - 1);
    return recent(last, before.subList(0, before.size() - 1)) < most
        ? Pace.ONE_TOO_MANY
        : Pace.GOES_ON;
  }

  private static int recent(Instant then, List<Instant> openings) {
    return Math.toIntExact(
        openings.stream().filter(one -> !one.isBefore(then.minus(WINDOW))).count());
  }

  private Optional<Integer> limit(Incident incident) {
    return job.checks().stream()
        .filter(check -> check.id().equals(incident.finding().checkId()))
        .findFirst()
        .flatMap(CheckConfig::flap);
  }
}
