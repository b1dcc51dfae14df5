package io.gapwatch.agent.app;

import com.github.f4b6a3.ulid.UlidCreator;
import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.MaintenanceConfig.Concerned;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Window;
import io.gapwatch.agent.incident.ShortId;
import io.gapwatch.agent.schedule.PlannedWork;
import io.gapwatch.agent.schedule.WindowList;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What people do with windows of planned work: look at them, make and end them. */
public final class MaintenanceDesk implements AutoCloseable {
  private final Config config;
  private final Optional<History> history;

  /** Before the first run there are the windows of the file. */
  public MaintenanceDesk(Config config) {
    this.config = config;
    this.history =
        History.exists(config.state()) ? Optional.of(Histories.open(config)) : Optional.empty();
  }

  private List<Window> made(Instant now) {
    return history.map(it -> it.windows().notEndedAt(now)).orElse(List.of());
  }

  /** Says what to do where there is none. */
  private History stored() {
    return history.orElseGet(() -> Histories.open(config));
  }

  /** The windows that last or will come: of the file, then made by command. */
  public List<PlannedWork> list(Instant now) {
    return PlannedWork.ahead(now, config, made(now));
  }

  /**
   * Makes a window, and says so.
   *
   * @throws GapwatchException when it names what is not there, or is over already
   */
  public String add(
      Instant from, Instant until, Concerned of, String comment, String by, Instant now) {
    requireKnown(
        "job",
        of.jobs(),
        Stream.concat(config.jobs().keySet().stream(), config.upkeep().keySet().stream()).toList());
    requireKnown("check", of.checks(), config.checks().stream().map(CheckConfig::id).toList());
    requireKnown("source", of.sources(), config.sources().keySet());
    if (!until.isAfter(now)) {
      throw new GapwatchException(
          "the window would have ended %s, before now (%s); give a later --from, or a longer time"
              .formatted(Times.dateAndTime(until), Times.dateAndTime(now)));
    }
    Supplier<String> ids =
        ShortId.unlike(
            made(now).stream().map(Window::id).toList(),
            () -> UlidCreator.getMonotonicUlid().toString());
    Window window = new Window(ids.get(), from, until, of, comment, by);
    stored().windows().add(window);
    return "%s holds messages back until %s: %s"
        .formatted(ShortId.of(window.id()), Times.dateAndTime(until), WindowList.concerned(of));
  }

  /**
   * Ends a window that was made by command, and says so; the next run tells what is still wrong.
   *
   * @throws GapwatchException when none has an id that begins so, or more than one has
   */
  public String remove(String idPrefix, Instant now) {
    List<Window> all = stored().windows().notEndedAt(now);
    if (config.maintenance().stream().anyMatch(window -> window.name().equals(idPrefix))) {
      throw new GapwatchException(
          "%s is in the configuration; remove it from maintenance: there".formatted(idPrefix));
    }
    Window found =
        new ById<>("window", "maintenance list", Window::id)
            .only(
                idPrefix,
                all.stream().filter(window -> ShortId.begins(window.id(), idPrefix)).toList(),
                all.stream().map(window -> ShortId.of(window.id())).toList());
    stored().windows().end(found.id(), now);
    return "%s no longer holds messages back: %s"
        .formatted(ShortId.of(found.id()), found.comment());
  }

  private static void requireKnown(String what, List<String> named, Collection<String> known) {
    for (String name : named) {
      if (!known.contains(name)) {
        throw new GapwatchException(
            "no %s is called %s%s".formatted(what, name, Suggestion.among(known).forTypo(name)));
      }
    }
  }

  @Override
  public void close() {
    history.ifPresent(History::close);
  }
}
