package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.history.Actions;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.ProbeContext.Upkeep;
import io.gapwatch.agent.source.Session;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** The newest sample of each subject of a metric. */
  default Map<String, Sample> newest(String checkId, String scope, String metric, Instant since) {
    return Map.of();
  }

  /**
   * What upkeep did.
   *
   * @param identity of the source that it was done to, see {@link Session#identity}
   */
  default List<Upkeep> upkeep(String identity, Instant since) {
    return List.of();
  }

  /** Whether an incident is open for this fingerprint. */
  boolean isOpen(Fingerprint fingerprint);

  /**
   * Whether the newest result of this check was measured on something else, or with other settings,
   * so that it has no past now.
   *
   * @param scope the fingerprint of what is measured now
   */
  default boolean isChanged(String checkId, String scope) {
    return false;
  }

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

  /** The runs in a history that began before this time; later ones are those of a wrong clock. */
  static EarlierRuns in(History history, Instant now) {
    Set<Fingerprint> open =
        history.incidents().jobs().stream()
            .flatMap(job -> history.incidents().active(job).stream())
            .map(Incident::fingerprint)
            .collect(Collectors.toSet());
    return new EarlierRuns() {
      @Override
      public List<Sample> samples(
          String checkId, String scope, String metric, String subject, Instant since) {
        return history.measurements().series(checkId, metric, subject, since, scope).stream()
            .filter(sample -> sample.at().isBefore(now))
            .map(sample -> new Sample(sample.at(), sample.value(), sample.whole()))
            .toList();
      }

      @Override
      public Map<String, Sample> newest(
          String checkId, String scope, String metric, Instant since) {
        Map<String, Sample> newest = new LinkedHashMap<>();
        history
            .measurements()
            .newest(checkId, metric, since, now, scope)
            .forEach(
                (subject, sample) ->
                    newest.put(subject, new Sample(sample.at(), sample.value(), sample.whole())));
        return newest;
      }

      @Override
      public List<Upkeep> upkeep(String identity, Instant since) {
        Set<List<String>> known = new HashSet<>();
        return history.actions().on(identity, since).stream()
            // A run may have taken up what a run before it, that was killed, has done.
            .filter(
                done ->
                    done.before().isEmpty()
                        || known.add(List.of(done.type(), done.subject(), done.before())))
            .map(
                done ->
                    new Upkeep(
                        done.type(),
                        done.subject(),
                        done.startedAt(),
                        done.ending().map(Actions.Ending::at)))
            .toList();
      }

      @Override
      public boolean isOpen(Fingerprint fingerprint) {
        return open.contains(fingerprint);
      }

      @Override
      public boolean isChanged(String checkId, String scope) {
        return history
            .measurements()
            .newestScope(checkId, now)
            .filter(was -> !was.equals(scope))
            .isPresent();
      }
    };
  }
}
