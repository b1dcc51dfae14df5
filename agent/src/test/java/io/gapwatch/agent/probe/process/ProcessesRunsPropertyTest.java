package io.gapwatch.agent.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.probe.FollowedRuns;
import io.gapwatch.agent.probe.FollowedRuns.Run;
import io.gapwatch.agent.probe.process.Apps.App;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Apps crash, are deleted, renamed, scaled and started between runs, and PM2's list is empty or no
 * list: no run has a tick while something is wrong, and nothing is resolved while it still is.
 */
class ProcessesRunsPropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-10-20T22:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration A_DAY = Duration.ofHours(25);
  private static final List<String> NAMES = List.of("a", "b", "c");

  private enum Act {
    NOTHING,
    STOP,
    FAIL,
    CRASH,
    START,
    DELETE,
    RENAME,
    ANEW,
    MORE,
    FEWER,
    RESET,
    BUSY,
    LARGE,
    BLIND,
    EMPTY,
    UNREADABLE
  }

  /**
   * What happens before a run.
   *
   * @param app which name
   */
  private record Event(Act act, int app, int count) {}

  /**
   * A row of runs.
   *
   * @param pause between them
   */
  private record Story(String yaml, Duration pause, long restarts, List<Event> events) {
    boolean expects(String name) {
      return yaml.matches(".*expect: \\[[^]]*" + name + ".*");
    }

    boolean expects() {
      return yaml.contains("expect");
    }

    boolean mayStop(String name) {
      return yaml.matches(".*stopped: \\[" + name + "].*");
    }
  }

  @Provide
  Arbitrary<Story> stories() {
    return stories(Arbitraries.of(Act.class), 30);
  }

  @Provide
  Arbitrary<Story> harmless() {
    return stories(Arbitraries.of(Act.NOTHING, Act.NOTHING, Act.MORE), 12);
  }

  private static Arbitrary<Story> stories(Arbitrary<Act> acts, int most) {
    return Combinators.combine(
            Arbitraries.of(
                "{}", "{stopped: [c]}", "{expect: [a, b]}", "{expect: [a, b], stopped: [c]}"),
            Arbitraries.of(
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                HOUR,
                Duration.ofDays(1).plusSeconds(2)),
            Arbitraries.of(0L, 3L, 567L),
            Combinators.combine(
                    Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(2, Arbitraries.just(Act.NOTHING)),
                        net.jqwik.api.Tuple.of(3, acts)),
                    Arbitraries.integers().between(0, 2),
                    Arbitraries.of(1, 6, 30))
                .as(Event::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(most))
        .as(Story::new);
  }

  @Property(tries = 100, seed = "1")
  void nothingThatIsWrongHasATickOrIsResolved(@ForAll("stories") Story story) {
    Apps apps = new Apps();
    World world = new World(apps, story);
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), story.yaml());
    Instant now = BEGIN;
    List<String> log = new ArrayList<>();
    for (Event event : story.events()) {
      now = now.plus(story.pause());
      world.happen(event, now.minus(MINUTE));
      Run run = runs.run(apps, now);
      log.add(
          "%s %s: %s %s %s"
              .formatted(
                  now,
                  event,
                  run.result().status(),
                  run.result().findings().stream().map(Finding::summary).toList(),
                  run.told().stream()
                      .map(t -> t.kind() + " " + t.incident().finding().subject())
                      .toList()));
      world.assertTold(run.result(), now, log);
      for (String subject : run.told(Kind.RESOLVED)) {
        assertThat(world.isWrong(subject, now)).as("%s resolved in %s", subject, log).isFalse();
      }
      world.write(now);
    }
  }

  @Property(tries = 40, seed = "1")
  void nobodyIsToldOfWhatIsWell(@ForAll("harmless") Story story) {
    Apps apps = new Apps();
    World world = new World(apps, story);
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), with(story.yaml(), "uptime: off"));
    Instant now = BEGIN;
    for (Event event : story.events()) {
      boolean first = now.equals(BEGIN);
      now = now.plus(story.pause());
      world.happen(event, now.minus(MINUTE));
      Run run = runs.run(apps, now);
      assertThat(run.told()).isEmpty();
      if (!first) {
        assertThat(run.result().status()).as("%s", run.result()).isEqualTo(Status.OK);
      }
    }
  }

  private static String with(String yaml, String more) {
    return yaml.equals("{}") ? "{" + more + "}" : yaml.replace("}", ", " + more + "}");
  }

  /** What really happens, and what runs could see of it. */
  private static final class World {
    private final Apps apps;
    private final Story story;

    /** By name, how many instances runs saw. */
    private final Map<String, Map<Instant, Integer>> seen = new HashMap<>();

    /** The restarts that a run could see. */
    private final List<Restart> restarts = new ArrayList<>();

    private final Map<App, List<Instant>> unseen = new HashMap<>();

    /** When runs counted the restarts of an instance. */
    private final Map<App, List<Instant>> sampled = new HashMap<>();

    /** Since when an instance is busy, as runs could see. */
    private final Map<App, Instant> busy = new HashMap<>();

    World(Apps apps, Story story) {
      this.apps = apps;
      this.story = story;
      for (String name : NAMES) {
        apps.start(name, BEGIN.minus(Duration.ofDays(9))).restarts = story.restarts();
      }
      App second = apps.start("a", BEGIN.minus(Duration.ofDays(9)));
      second.restarts = story.restarts();
    }

    void happen(Event event, Instant at) {
      apps.list(event.act() != Act.UNREADABLE, event.act() == Act.EMPTY);
      String name = NAMES.get(event.app());
      List<App> all = apps.of(name);
      if (all.isEmpty()) {
        if (event.act() == Act.START) {
          apps.start(name, at);
        }
        return;
      }
      App one = all.get(event.count() % all.size());
      switch (event.act()) {
        case STOP -> one.status = "stopped";
        case FAIL -> one.status = "errored";
        case CRASH -> restart(one, event.count(), at);
        case START -> {
          one.busy = false;
          one.large = false;
          one.blind = false;
          restart(one, 1, at);
        }
        case DELETE -> all.forEach(apps::delete);
        case RENAME -> {
          all.forEach(apps::delete);
          apps.start(name + name, at);
        }
        case ANEW -> {
          all.forEach(apps::delete);
          apps.start(name, at);
        }
        case MORE -> apps.start(name, at);
        case FEWER -> apps.delete(all.get(all.size() - 1));
        case RESET -> {
          one.restarts = 0;
          one.reset = true;
          unseen.remove(one);
        }
        case BUSY -> one.busy = !one.busy;
        case LARGE -> one.large = !one.large;
        case BLIND -> one.blind = !one.blind;
        default -> {}
      }
    }

    private void restart(App app, int times, Instant at) {
      app.status = "online";
      app.started = at;
      app.restarts += times;
      app.reset = false;
      for (int i = 0; i < times; i++) {
        unseen.computeIfAbsent(app, any -> new ArrayList<>()).add(at);
      }
    }

    /** What a run could see from now on. */
    void write(Instant now) {
      if (!apps.isRead()) {
        return;
      }
      for (String name : apps.names()) {
        apps.of(name)
            .forEach(app -> sampled.computeIfAbsent(app, any -> new ArrayList<>()).add(now));
        seen.computeIfAbsent(name, any -> new HashMap<>()).put(now, apps.of(name).size());
      }
      unseen.forEach((app, times) -> times.forEach(at -> restarts.add(new Restart(app, at))));
      unseen.clear();
      busy.keySet().removeIf(app -> !app.busy || !app.online());
      NAMES.stream()
          .flatMap(name -> apps.of(name).stream())
          .filter(app -> app.busy && app.online() && !app.blind)
          .forEach(app -> busy.putIfAbsent(app, now));
    }

    /** The names that are not as they must be. */
    Set<String> offline(Instant now) {
      Set<String> names = new TreeSet<>();
      for (String name : candidates(now)) {
        if (isOffline(name)) {
          names.add(name);
        }
      }
      return names;
    }

    private Set<String> candidates(Instant now) {
      Set<String> names = new HashSet<>();
      for (String name : NAMES) {
        if (story.expects() ? story.expects(name) || story.mayStop(name) : known(name, now) > 0) {
          names.add(name);
        }
      }
      return names;
    }

    /** The most instances that a run saw within a day. */
    private int known(String name, Instant now) {
      return seen.getOrDefault(name, Map.of()).entrySet().stream()
          .filter(entry -> !entry.getKey().isBefore(now.minus(A_DAY)))
          .mapToInt(Map.Entry::getValue)
          .max()
          .orElse(apps.of(name).size());
    }

    private boolean isOffline(String name) {
      List<App> all = apps.of(name);
      return all.isEmpty()
          || !all.stream()
              .allMatch(
                  app -> app.online() || (story.mayStop(name) && app.status.equals("stopped")));
    }

    void assertTold(CheckResult result, Instant now, List<String> log) {
      if (!apps.isRead()) {
        assertThat(result.status()).as("%s", log).isNotEqualTo(Status.OK);
        return;
      }
      List<String> subjects = result.findings().stream().map(Finding::subject).toList();
      assertThat(subjects).as("offline in %s", log).containsAll(offline(now));
      for (String name : candidates(now)) {
        for (String subject :
            List.of(name + " restarts", name + " memory", name + " cpu", name + " uptime")) {
          if (isWrong(subject, now)) {
            // Of an app that PM2 tells nothing of, that is told.
            assertThat(subjects)
                .as("%s in %s", subject, log)
                .containsAnyOf(subject, isBlind(name) ? name + " memory" : subject);
          }
        }
        if (!apps.of(name).isEmpty() && apps.of(name).size() < known(name, now)) {
          assertThat(subjects).as("instances in %s", log).contains(name + " instances");
        }
      }
    }

    private boolean isBlind(String name) {
      return apps.of(name).stream().anyMatch(app -> app.online() && app.blind);
    }

    boolean isWrong(String subject, Instant now) {
      if (subject.equals("the check itself")) {
        // With names, an empty list says that they are gone.
        return !apps.isRead() && (apps.isUnreadable() || story.yaml().equals("{}"));
      }
      if (subject.equals("all processes")) {
        return NAMES.stream()
                .filter(name -> story.expects() ? story.expects(name) : !story.mayStop(name))
                .allMatch(name -> apps.of(name).stream().noneMatch(App::online))
            && (story.expects() || apps.names().stream().allMatch(NAMES::contains));
      }
      String name = subject.split(" ", -1)[0];
      List<App> online = apps.of(name).stream().filter(App::online).toList();
      return switch (subject.substring(name.length()).strip()) {
        case "" -> isOffline(name);
        case "memory" -> online.stream().anyMatch(app -> app.large);
        case "cpu" -> online.stream().anyMatch(app -> isBusy(app, now));
        case "uptime" ->
            online.stream().anyMatch(app -> app.started.plus(HOUR.multipliedBy(6)).isAfter(now));
        case "restarts" -> restarts(name, now) > 5 && !apps.of(name).isEmpty();
        case "instances" -> apps.of(name).size() < known(name, now);
        default -> throw new AssertionError(subject);
      };
    }

    private boolean isBusy(App app, Instant now) {
      Instant since = busy.getOrDefault(app, now);
      return app.busy
          && !since.plus(MINUTE.multipliedBy(10)).isAfter(now)
          && !app.started.plus(MINUTE.multipliedBy(10)).isAfter(now);
    }

    /** Per hour, of the last one: those that a run in it, or the last one, had not counted yet. */
    private double restarts(String name, Instant now) {
      Duration over = story.pause().compareTo(HOUR) > 0 ? story.pause() : HOUR;
      Instant since = now.minus(over);
      List<Restart> all = new ArrayList<>(restarts);
      apps.of(name)
          .forEach(
              app ->
                  unseen.getOrDefault(app, List.of()).forEach(at -> all.add(new Restart(app, at))));
      long within =
          all.stream()
              .filter(one -> one.app().name.equals(name))
              .filter(
                  one ->
                      sampled.getOrDefault(one.app(), List.of()).stream()
                          .anyMatch(at -> !at.isBefore(since) && at.isBefore(one.at())))
              .count();
      return (double) within * HOUR.toMillis() / over.toMillis();
    }
  }

  private record Restart(App app, Instant at) {}
}
