package io.gapwatch.agent.app;

import com.github.f4b6a3.ulid.UlidCreator;
import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.Deliveries.HeldBack;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.ShortId;
import io.gapwatch.agent.incident.Silence;
import io.gapwatch.agent.report.IncidentFile;
import io.gapwatch.agent.run.WrongClock;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

  /** What is held back from whom, and why; one line for each. */
  public List<String> held() {
    return history.deliveries().held().stream()
        .map(
            one ->
                "%s of job %s: %s held back: %s"
                    .formatted(
                        one.channel(),
                        one.job(),
                        Numbers.count(one.incidents(), "incident"),
                        one.why()))
        .toList();
  }

  /** What is held back from whom, by the id of its incident. */
  public Map<String, List<HeldBack>> heldByIncident() {
    return history.deliveries().heldByIncident();
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
        history.incidents().parts(incident),
        history.incidents().transitions(incident.id()),
        history.deliveries().of(incident.id()),
        lastResults(incident.job(), now),
        now);
  }

  /**
   * Acknowledges the incident with all its parts, which stops its reminders.
   *
   * @throws GapwatchException when none or several match, or it is over
   */
  public Incident acknowledge(String idPrefix, String by, Instant now) {
    Incident incident = find(idPrefix);
    long acknowledged =
        history.incidents().parts(incident).all().stream()
            .filter(part -> history.incidents().acknowledge(part.id(), by, now))
            .count();
    if (acknowledged == 0) {
      throw new GapwatchException(
          "incident %s has been over since %s; there is nothing left to acknowledge"
              .formatted(
                  incident.shortId(),
                  incident.resolvedAt().map(Times::dateAndTime).orElse("some time")));
    }
    return incident;
  }

  /**
   * Mutes messages about what matches; checks and incidents continue.
   *
   * @param what a pattern, or the beginning of an incident's id
   * @throws GapwatchException when there is no such check, so that it would mute nothing, or when
   *     several ids begin so
   */
  public Silence silence(String what, Duration length, String comment, String by, Instant now) {
    Supplier<String> ids =
        ShortId.unlike(
            silences(now).stream().map(Silence::id).toList(),
            () -> UlidCreator.getMonotonicUlid().toString());
    Silence silence = new Silence(ids.get(), pattern(what), now, now.plus(length), comment, by);
    history.silences().add(silence);
    return silence;
  }

  private String pattern(String what) {
    if (what.isBlank()) {
      throw new GapwatchException("a silence needs the id of a check or an incident, or a pattern");
    }
    List<String> checks =
        Stream.concat(
                config.checks().stream().map(CheckConfig::id),
                active().map(incident -> incident.finding().checkId()))
            .distinct()
            .toList();
    if (checks.stream().anyMatch(check -> Silence.concerns(what, check))) {
      return what;
    }
    List<Incident> alive =
        history.incidents().find(what).stream()
            .filter(incident -> !incident.state().isOver())
            .toList();
    if (alive.isEmpty()) {
      throw new GapwatchException(
          "no check matches %s, nor is it the id of an incident that is open, so that it would silence nothing%s"
              .formatted(what, Suggestion.among(checks).forTypo(what.split("/", 2)[0])));
    }
    Incident meant = new ById<>("incident", "incidents", Incident::id).only(what, alive, List.of());
    return Silence.patternFor(
        history.incidents().parts(meant).all().stream().map(Incident::fingerprint).toList());
  }

  /** Whether it mutes something that is wrong now. */
  public boolean mutesAny(Silence silence) {
    return active().anyMatch(incident -> silence.matches(incident.fingerprint()));
  }

  private Stream<Incident> active() {
    return history.incidents().jobs().stream()
        .flatMap(job -> history.incidents().active(job).stream());
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
    Silence found =
        new ById<>("active silence", "incidents silences", Silence::id)
            .only(
                idPrefix,
                silences(now).stream()
                    .filter(silence -> ShortId.begins(silence.id(), idPrefix))
                    .toList(),
                silences(now).stream().map(Silence::shortId).toList());
    history.silences().end(found.id(), now);
    return found;
  }

  private Incident find(String idPrefix) {
    return new ById<>("incident", "incidents list --since 30d", Incident::id)
        .only(
            idPrefix,
            history.incidents().find(idPrefix),
            history.incidents().alive().stream().map(ShortId::of).toList());
  }

  private List<CheckResult> lastResults(String job, Instant now) {
    return history
        .runs()
        .last(job, now.plus(WrongClock.TOLERATED))
        .map(Run::id)
        .map(history.results()::of)
        .orElse(List.of());
  }

  @Override
  public void close() {
    history.close();
  }
}
