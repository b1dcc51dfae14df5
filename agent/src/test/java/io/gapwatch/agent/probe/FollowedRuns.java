package io.gapwatch.agent.probe;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.IncidentPolicy;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.source.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The runs of one check as a job makes them: asked, judged, followed, and written down. */
public final class FollowedRuns {
  private final CheckType type;
  private final String yaml;
  private final IncidentTracker tracker = new IncidentTracker("job");
  private final Supplier<String> ids = Samples.ids();
  private List<Incident> active = List.of();
  private final List<Past> runs = new ArrayList<>();

  /** What one run came to, and what people are notified of. */
  public record Run(CheckResult result, List<Transition> told) {
    /** The subjects of the incidents to which this happened. */
    public List<String> told(Transition.Kind kind) {
      return told.stream()
          .filter(one -> one.kind() == kind)
          .map(one -> one.incident().finding().subject())
          .toList();
    }
  }

  public FollowedRuns(CheckType type, String yaml) {
    this.type = type;
    this.yaml = yaml;
  }

  /** The next run. */
  public Run run(Session session, Instant now) {
    CheckResult result =
        Judged.of(type, yaml, Contexts.of(session, now, past()), subject -> isActive(subject));
    Advance advance =
        tracker.advance(active, List.of(result), check -> IncidentPolicy.DEFAULT, now, ids);
    active = advance.incidents().stream().filter(it -> !it.state().isOver()).toList();
    runs.add(Contexts.left(result.measured(), now));
    return new Run(result, advance.transitions());
  }

  private Past past() {
    return new Past() {
      @Override
      public List<Sample> samples(Metric metric, String subject, Instant since) {
        return runs.stream().flatMap(run -> run.samples(metric, subject, since).stream()).toList();
      }

      @Override
      public Map<String, Sample> newest(Metric metric, Instant since) {
        Map<String, Sample> newest = new HashMap<>();
        runs.forEach(run -> newest.putAll(run.newest(metric, since)));
        return newest;
      }
    };
  }

  /** Whether an incident on this subject is pending or open. */
  public boolean isActive(String subject) {
    return active.stream().anyMatch(it -> it.finding().subject().equals(subject));
  }
}
