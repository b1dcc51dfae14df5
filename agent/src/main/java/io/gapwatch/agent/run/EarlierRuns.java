package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the checks of a run can see of earlier runs. */
interface EarlierRuns {
  /**
   * The samples of one metric, oldest first.
   *
   * @param scope the fingerprint of what was measured, see {@link Scope}
   */
  List<Sample> samples(String checkId, String scope, String metric, String subject, Instant since);

  /** Whether an incident is open for this fingerprint. */
  boolean isOpen(Fingerprint fingerprint);

  /** No earlier runs. */
  EarlierRuns NONE =
      new EarlierRuns() {
        @Override
        public List<Sample> samples(
            String checkId, String scope, String metric, String subject, Instant since) {
          return List.of();
        }

        @Override
        public boolean isOpen(Fingerprint fingerprint) {
          return false;
        }
      };

  /** The runs in a history. */
  static EarlierRuns in(History history) {
    Set<Fingerprint> open =
        history.incidents().jobs().stream()
            .flatMap(job -> history.incidents().active(job).stream())
            .map(Incident::fingerprint)
            .collect(Collectors.toSet());
    return new EarlierRuns() {
      @Override
      public List<Sample> samples(
          String checkId, String scope, String metric, String subject, Instant since) {
        return history.runs().series(checkId, metric, subject, since, scope).stream()
            .map(sample -> new Sample(sample.at(), sample.value()))
            .toList();
      }

      @Override
      public boolean isOpen(Fingerprint fingerprint) {
        return open.contains(fingerprint);
      }
    };
  }
}
