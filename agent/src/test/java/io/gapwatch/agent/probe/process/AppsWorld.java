package io.gapwatch.agent.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.process.Apps.App;
import io.gapwatch.agent.probe.process.AppsStory.Act;
import io.gapwatch.agent.probe.process.AppsStory.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What really happens, and what runs could see of it. */
final class AppsWorld {
  private static final Instant BEGIN = AppsStory.BEGIN;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration A_DAY = Duration.ofHours(26);
  private static final List<String> NAMES = AppsStory.NAMES;

  private final Apps apps;
  private final AppsStory story;

  /** When runs read the list. */
  private final List<Instant> read = new ArrayList<>();

  /** By name, how many instances runs saw. */
  private final Map<String, NavigableMap<Instant, Integer>> seen = new HashMap<>();

  /** By subject, how many there should have been as it was told last. */
  private final Map<String, Integer> told = new HashMap<>();

  /** The restarts that a run could see. */
  private final List<Restart> restarts = new ArrayList<>();

  private final Map<App, List<Instant>> unseen = new HashMap<>();

  /** When runs counted the restarts of an instance. */
  private final Map<App, List<Instant>> sampled = new HashMap<>();

  /** Since when an instance is busy, as runs could see. */
  private final Map<App, Instant> busy = new HashMap<>();

  AppsWorld(Apps apps, AppsStory story) {
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
    read.add(now);
    for (String name : apps.names()) {
      apps.of(name).forEach(app -> sampled.computeIfAbsent(app, any -> new ArrayList<>()).add(now));
      seen.computeIfAbsent(name, any -> new TreeMap<>()).put(now, apps.of(name).size());
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

  /**
   * The most instances that two runs in succession saw, the later one within a day, or the first
   * one within two days.
   */
  private int known(String name, Instant now) {
    NavigableMap<Instant, Integer> counts = seen.getOrDefault(name, new TreeMap<>());
    List<Instant> runs =
        (apps.of(name).isEmpty() ? read : List.copyOf(counts.keySet()))
            .stream().filter(at -> !at.isBefore(now.minus(A_DAY.multipliedBy(2)))).toList();
    int most = apps.of(name).size();
    for (int i = 0; i < runs.size(); i++) {
      int before = counts.getOrDefault(runs.get(Math.max(0, i - 1)), 0);
      if (!runs.get(i).isBefore(now.minus(A_DAY))) {
        most = Math.max(most, Math.min(before, counts.getOrDefault(runs.get(i), 0)));
      }
    }
    return most;
  }

  /** Whether there are fewer instances now than should have been there as it was told. */
  boolean lacks(String subject) {
    String name = subject.replace(" instances", "");
    return told.getOrDefault(subject, 0) > apps.of(name).size();
  }

  private boolean isOffline(String name) {
    List<App> all = apps.of(name);
    return all.isEmpty()
        || !all.stream()
            .allMatch(app -> app.online() || (story.mayStop(name) && app.status.equals("stopped")));
  }

  void assertTold(CheckResult result, Instant now, List<String> log) {
    if (!apps.isRead()) {
      assertThat(result.status()).as("%s", log).isNotEqualTo(Status.OK);
      return;
    }
    result.findings().stream()
        .filter(it -> it.subject().endsWith(" instances"))
        .forEach(it -> told.put(it.subject(), Integer.valueOf(it.observed().split(" of ", -1)[1])));
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

  private record Restart(App app, Instant at) {}
}
