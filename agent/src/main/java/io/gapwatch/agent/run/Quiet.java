package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.config.Route;
import io.gapwatch.agent.config.Route.Level;
import io.gapwatch.agent.config.UpkeepConfig;
import io.gapwatch.agent.config.WeeklySpan;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Muting;
import io.gapwatch.agent.schedule.PlannedWork;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which channel of a job is not to hear of what now: because somebody silenced it, because work on
 * it is planned, or because the job's routes say so.
 *
 * @param silences those that are active
 * @param windows those that last
 * @param flapping empty where no history can be read
 */
public record Quiet(
    JobConfig job,
    Config config,
    Muting silences,
    List<PlannedWork> windows,
    Optional<Flapping> flapping,
    Instant now)
    implements Muting {

  /** By the silences and windows of this history. */
  public static Quiet of(Config config, JobConfig job, History history, Instant now) {
    return new Quiet(
        job,
        config,
        Muting.of(history.silences().activeAt(now), now),
        PlannedWork.at(now, config, history.windows().notEndedAt(now)),
        Optional.of(new Flapping(job, history, now)),
        now);
  }

  /** Where no history can be read: by the file alone. */
  public static Quiet withoutHistory(Config config, JobConfig job, Instant now) {
    return new Quiet(
        job, config, Muting.NONE, PlannedWork.at(now, config, List.of()), Optional.empty(), now);
  }

  @Override
  public boolean takes(Incident incident, String channel) {
    return routes(channel).stream().anyMatch(route -> route.takes(level(incident)));
  }

  @Override
  public boolean escalatesTo(String channel) {
    return job.escalation().filter(one -> one.to().equals(channel)).isPresent();
  }

  @Override
  public Optional<String> why(Incident incident, String channel) {
    return silences
        .why(incident, channel)
        .or(() -> planned(incident))
        .or(() -> flapping.flatMap(it -> it.why(incident)))
        .or(() -> outside(incident, channel));
  }

  /**
   * Whether a channel is to hear now that all is well: at its times, and not while work on the job
   * is planned. Who hears only of what nobody acknowledged does not.
   */
  boolean hearsThatAllIsWell(String channel) {
    return routes(channel).stream().anyMatch(this::hears)
        && windows.stream().noneMatch(window -> window.touches(job));
  }

  private Optional<String> planned(Incident incident) {
    String check = incident.finding().checkId();
    String source =
        job.checks().stream()
            .filter(one -> one.id().equals(check))
            .map(CheckConfig::source)
            .findFirst()
            .or(this::actsOn)
            .orElse("");
    return windows.stream()
        .filter(window -> window.of().includes(job.name(), check, source))
        .findFirst()
        .map(PlannedWork::inWords);
  }

  /** The source of an upkeep action, which has no checks. */
  private Optional<String> actsOn() {
    return Optional.ofNullable(config.upkeep().get(job.name())).flatMap(UpkeepConfig::source);
  }

  /** The windows that last and are for something of this job. */
  List<PlannedWork> touching() {
    return windows.stream()
        .filter(
            window ->
                window.touches(job)
                    || (config.upkeep().containsKey(job.name())
                        && window.of().includes(job.name(), job.name(), actsOn().orElse(""))))
        .toList();
  }

  /** What is told to somebody who knows of it already goes by the times of all its routes. */
  private Optional<String> outside(Incident incident, String channel) {
    List<Route> fitting =
        routes(channel).stream().filter(route -> route.takes(level(incident))).toList();
    List<Route> routes = fitting.isEmpty() ? routes(channel) : fitting;
    return routes.isEmpty() || routes.stream().anyMatch(this::hears)
        ? Optional.empty()
        : routes.stream()
            .flatMap(route -> route.during().stream())
            .min((one, other) -> span(one).nextStart(now).compareTo(span(other).nextStart(now)))
            .map(
                name ->
                    "outside of %s until %s"
                        .formatted(name, Times.dateAndTime(span(name).nextStart(now))));
  }

  private boolean hears(Route route) {
    return route.during().map(name -> span(name).endOf(now).isPresent()).orElse(true);
  }

  private WeeklySpan span(String name) {
    // The loader has verified that it exists.
    return Objects.requireNonNull(config.times().get(name));
  }

  private List<Route> routes(String channel) {
    return job.routes().stream().filter(route -> route.channel().equals(channel)).toList();
  }

  private static Level level(Incident incident) {
    return Level.valueOf(incident.severity().name());
  }
}
