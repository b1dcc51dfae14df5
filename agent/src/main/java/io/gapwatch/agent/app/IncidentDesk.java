package io.gapwatch.agent.app;

import com.github.f4b6a3.ulid.UlidCreator;
import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Silence;
import io.gapwatch.agent.report.IncidentFile;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people do with incidents: look at them, acknowledge them, silence them. */
public final class IncidentDesk implements AutoCloseable {
  private final Config config;
  private final History history;

  public IncidentDesk(Config config) {
    this.config = config;
    this.history = Histories.open(config);
  }

  /** The pending and open incidents of all jobs, and those resolved since then; oldest first. */
  public List<Incident> list(Optional<Duration> since, Instant now) {
    return history.incidents().since(since.map(now::minus).orElse(now)).stream()
        .filter(incident -> since.isPresent() || !incident.state().isOver())
        .toList();
  }

  /**
   * All that is known about the incident with this id prefix.
   *
   * @throws GapwatchException when none matches, or more than one does
   */
  public IncidentFile show(String idPrefix, Instant now) {
    Incident incident = find(idPrefix);
    return new IncidentFile(
        incident,
        history.incidents().transitions(incident.id()),
        history.deliveries().of(incident.id()),
        lastResults(incident.job()),
        now);
  }

  /**
   * Acknowledges the incident, which stops its reminders.
   *
   * @throws GapwatchException when none or several match, or it is over
   */
  public Incident acknowledge(String idPrefix, String by, Instant now) {
    Incident incident = find(idPrefix);
    if (!history.incidents().acknowledge(incident.id(), by, now)) {
      throw new GapwatchException(
          "incident %s has been over since %s; there is nothing left to acknowledge"
              .formatted(
                  incident.id(),
                  incident.resolvedAt().map(Times::dateAndTime).orElse("some time")));
    }
    return incident;
  }

  /**
   * Mutes messages about what matches; checks and incidents continue.
   *
   * @throws GapwatchException when there is no such check, so that it would mute nothing
   */
  public Silence silence(String pattern, Duration length, String comment, String by, Instant now) {
    Silence silence =
        new Silence(
            UlidCreator.getMonotonicUlid().toString(), pattern, now.plus(length), comment, by);
    requireCheck(silence);
    history.silences().add(silence);
    return silence;
  }

  private void requireCheck(Silence silence) {
    List<String> checks =
        Stream.concat(
                config.checks().stream().map(CheckConfig::id),
                history.incidents().jobs().stream()
                    .flatMap(job -> history.incidents().active(job).stream())
                    .map(incident -> incident.finding().checkId()))
            .distinct()
            .toList();
    if (checks.stream().noneMatch(silence::concerns)) {
      throw new GapwatchException(
          "no check matches %s, so that it would silence nothing%s"
              .formatted(
                  silence.pattern(),
                  Suggestion.among(checks).forTypo(silence.pattern().split("/", 2)[0])));
    }
  }

  public List<Silence> silences(Instant now) {
    return history.silences().activeAt(now);
  }

  /**
   * Ends the silence with this id prefix; the next run reports what it muted and is still wrong.
   *
   * @throws GapwatchException when no active one matches, or more than one does
   */
  public Silence unsilence(String idPrefix, Instant now) {
    List<Silence> found =
        silences(now).stream()
            .filter(silence -> silence.id().startsWith(idPrefix.toUpperCase(Locale.ROOT)))
            .toList();
    if (found.size() != 1) {
      throw ambiguous(
          "active silence",
          "incidents silences",
          idPrefix,
          found.stream().map(Silence::id).toList());
    }
    history.silences().end(found.get(0).id(), now);
    return found.get(0);
  }

  private Incident find(String idPrefix) {
    List<Incident> found = history.incidents().find(idPrefix);
    if (found.size() != 1) {
      throw ambiguous(
          "incident",
          "incidents list --since 30d",
          idPrefix,
          found.stream().map(Incident::id).toList());
    }
    return found.get(0);
  }

  private static GapwatchException ambiguous(
      String what, String lister, String idPrefix, List<String> ids) {
    return new GapwatchException(
        ids.isEmpty()
            ? "no %s has an id that begins with %s; gapwatch %s lists them"
                .formatted(what, idPrefix, lister)
            : "%d ids begin with %s; give more of it: %s"
                .formatted(
                    ids.size(), idPrefix, ids.stream().limit(5).collect(Collectors.joining(", "))));
  }

  private List<CheckResult> lastResults(String job) {
    return history.runs().last(job).map(Run::id).map(history.runs()::results).orElse(List.of());
  }

  @Override
  public void close() {
    history.close();
  }
}
