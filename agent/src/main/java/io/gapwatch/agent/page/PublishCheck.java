package io.gapwatch.agent.page;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the page that people look at is one of these days: a page that nobody writes any more
 * shows its last state as if it were the present one.
 */
final class PublishCheck {
  private static final String ID = "status-page";

  /** What fails for an hour is rarely over by itself; before, the next run may do it. */
  private static final Duration LONG = Duration.ofHours(1);

  private PublishCheck() {}

  /** Empty while nothing is proven: it was never published, or has failed for less than an hour. */
  static Optional<CheckResult> result(Published published, Instant now) {
    if (published.failingSince().isEmpty()) {
      return published
          .succeededBefore(now)
          .map(at -> "published " + Durations.text(Duration.between(at, now)) + " ago")
          .map(words -> result(words, Optional.empty()));
    }
    return published
        .failingSince()
        .map(since -> Duration.between(since, now))
        .filter(time -> time.compareTo(LONG) >= 0)
        .map(time -> finding(published, time))
        .map(finding -> result(finding.summary(), Optional.of(finding)));
  }

  private static CheckResult result(String words, Optional<Finding> finding) {
    return new CheckResult(
        ID,
        "agent",
        "this agent",
        "Status page",
        finding.isPresent() ? Status.WARNING : Status.OK,
        words,
        List.of(),
        Map.of(),
        finding.stream().toList(),
        true,
        Covered.everything(),
        "");
  }

  private static Finding finding(Published published, Duration time) {
    return new Finding(
        ID,
        Severity.WARNING,
        "publishing",
        "not published for %s: %s".formatted(Durations.text(time), published.reason()),
        Durations.text(time),
        Durations.text(LONG),
        "check the address in page.publish and its secret, and the network; gapwatch page --to DIR"
            + " writes the page here",
        Map.of("seconds", time.toSeconds()),
        Optional.empty(),
        Optional.empty(),
        Place.WHOLE);
  }
}
