package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.PageConfig;
import io.gapwatch.agent.history.Deliveries.Addressee;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Closure;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.IncidentTracker;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.schedule.MissedRunsCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the history still tracks but the configuration no longer has. A run loads the whole file
 * with all jobs, so it can tell what was removed from what another job tracks; a state folder
 * therefore belongs to one configuration.
 *
 * @param metered whether a source of the configuration is metered
 */
record Orphans(History history, Config config, boolean metered) {

  /** Whether the incident's check no longer exists. */
  boolean has(Incident incident) {
    String check = incident.finding().checkId();
    if (check.equals(ComputeCheck.ID)) {
      return !metered;
    }
    if (check.equals(AfterRun.PAGE)) {
      return config.views().page().flatMap(PageConfig::publish).isEmpty();
    }
    if (check.equals(Uplink.ID)) {
      return config.uplink().isEmpty();
    }
    if (check.equals(WrongClock.ID)) {
      return !config.scheduled().containsKey(incident.job());
    }
    return check.equals(MissedRunsCheck.ID)
        ? config.scheduled().keySet().stream()
            .noneMatch(job -> MissedRunsCheck.isAbout(job, incident.finding().subject()))
        : checks(incident.job()).noneMatch(one -> one.id().equals(check))
            && !(config.upkeep().containsKey(incident.job()) && check.equals(incident.job()));
  }

  private Stream<CheckConfig> checks(String job) {
    return Optional.ofNullable(config.scheduled().get(job)).stream()
        .flatMap(it -> it.checks().stream());
  }

  /**
   * Closes what removed jobs left open and drops undeliverable messages. A removed job never runs
   * again, so its channels are not notified.
   *
   * @return one line per action, for the report
   */
  List<String> tidy(Instant now, Supplier<String> ids) {
    List<String> lines = new ArrayList<>();
    for (String job : history.incidents().jobs()) {
      if (!config.scheduled().containsKey(job)) {
        Advance closed =
            new IncidentTracker(job)
                .close(history.incidents().active(job), Closure.REMOVED, now, ids);
        history.incidents().close(job, closed);
        lines.addAll(lines(closed));
      }
    }
    for (Addressee one : history.deliveries().addressees()) {
      reason(one)
          .ifPresent(
              why -> {
                int dropped = history.deliveries().drop(one, why, now);
                lines.add("%d message(s) dropped: %s".formatted(dropped, why));
              });
    }
    return lines;
  }

  /** {@code closed, its check was removed from the configuration: blocks: blocks 100-109}. */
  static List<String> lines(Advance advance) {
    return advance.transitions().stream()
        .filter(one -> one.kind() == Transition.Kind.CLOSED)
        .map(Transition::incident)
        .map(
            incident ->
                "closed, %s: %s: %s"
                    .formatted(
                        incident.closure().map(Closure::words).orElse("no longer looked at"),
                        incident.finding().checkId(),
                        incident.finding().subject()))
        .toList();
  }

  private Optional<String> reason(Addressee one) {
    JobConfig job = config.scheduled().get(one.job());
    if (job == null) {
      return Optional.of("job %s was removed from the configuration".formatted(one.job()));
    }
    if (!config.channels().containsKey(one.channel())) {
      return Optional.of("channel %s was removed from the configuration".formatted(one.channel()));
    }
    return job.channels().contains(one.channel())
        ? Optional.empty()
        : Optional.of("job %s no longer notifies %s".formatted(one.job(), one.channel()));
  }
}
