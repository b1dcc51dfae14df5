package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.Severity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How one check's findings become incidents.
 *
 * @param confirm how many consecutive runs must see a finding before it opens
 * @param recover how many consecutive good runs resolve it
 * @param remind how often people are reminded, by severity; absent means never
 */
public record IncidentPolicy(int confirm, int recover, Map<Severity, Duration> remind) {
  /** One sighting opens, two good runs resolve, nobody is reminded. */
  public static final IncidentPolicy DEFAULT = new IncidentPolicy(1, 2, Map.of());

  public IncidentPolicy {
    remind = Map.copyOf(remind);
  }

  Optional<Duration> remindEvery(Severity severity) {
    return Optional.ofNullable(remind.get(severity));
  }
}
