package io.gapwatch.agent.soak;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.schedule.Timetable;
import io.gapwatch.agent.schedule.WatchPlan;
import io.gapwatch.agent.soak.Fate.Stage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Runs a plan minute by minute, and compares each run with what it had to be. */
final class Soak {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int KILLS_IN_100 = 6;

  /** Somebody replays an earlier time after so many runs. */
  private static final int REPLAYS = 40;

  private static final List<Stage> STAGES = List.of(Stage.values());

  private final Plan plan;
  private final Station station;
  private final Random kills;
  private final Oracles oracles;
  private final List<String> faults = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Consumer<String> trace;
  private Map<String, Timetable> timetables = Map.of();
  private final Set<String> told = new HashSet<>();

  Soak(Path folder, Plan plan) {
    this(folder, plan, line -> {});
  }

  /**
   * @param trace is told of each run and, as it comes, of each complaint
   */
  Soak(Path folder, Plan plan, Consumer<String> trace) {
    this.trace = trace;
    this.plan = plan;
    this.station = new Station(folder, plan);
    this.kills = new Random(plan.seed());
    this.oracles = new Oracles(plan, station.world());
  }

  Result run() throws Exception {
    long began = System.nanoTime();
    // Off the minute, so that nothing depends on which side of a limit an equal time lies.
    Instant time = plan.start().plusSeconds(5);
    while (time.isBefore(plan.end())) {
      time = week(time);
      samples.add(
          Sample.take(
              Duration.between(plan.start(), time).toDays(), count("runs"), station.state()));
    }
    faults.addAll(oracles.faults());
    compareWithHistory();
    faults.addAll(new Drift(samples).faults());
    return new Result(
        plan,
        Map.copyOf(counts),
        oracles.reckonings(),
        oracles.endings(),
        samples,
        List.copyOf(faults),
        Duration.ofNanos(System.nanoTime() - began));
  }

  /** A week, with vendors of its own. Returns when it is over. */
  private Instant week(Instant from) throws Exception {
    Instant time = from;
    Clock unused = Clock.fixed(from, ZoneOffset.UTC);
    try (Vendors vendors = new Vendors(unused)) {
      Config config = station.config(vendors);
      Map<String, Timetable> tables = new HashMap<>();
      config.jobs().forEach((name, job) -> tables.put(name, Timetable.of(job)));
      timetables = tables;
      oracles.renew();
      WatchPlan watch = boot(plan.wall(time));
      boolean off = false;
      for (;
          time.isBefore(from.plus(WEEK)) && time.isBefore(plan.end());
          time = time.plus(MINUTE)) {
        if (plan.at(time, Spell.ALL).contains(Trouble.OFF)) {
          off = true;
          continue;
        }
        Instant wall = plan.wall(time);
        watch = off ? boot(wall) : watch.at(wall);
        off = false;
        watch = minute(time, wall, watch, vendors);
      }
    }
    return time;
  }

  /** A process that begins knows only what stands in the history. */
  private WatchPlan boot(Instant wall) {
    count("boots", 1);
    Map<String, Instant> last = new HashMap<>();
    try (History history = History.open(station.state())) {
      for (String job : Station.JOBS) {
        history.runs().lastStarted(job, wall).ifPresent(run -> last.put(job, run.startedAt()));
      }
    }
    oracles.boot(wall);
    return WatchPlan.start(timetables, last, wall);
  }

  private WatchPlan minute(Instant time, Instant wall, WatchPlan watch, Vendors vendors)
      throws Exception {
    WatchPlan after = watch;
    List<String> run = watch.due(wall);
    for (String job : Station.JOBS) {
      oracles.due(job, time, wall, run.contains(job));
      if (run.contains(job)) {
        after = after.served(job, wall);
        observe(station.run(job, time, vendors, end()));
        if (count("runs") % REPLAYS == 0
            && plan.at(time, Spell.ALL).stream().noneMatch(Trouble::ofSource)) {
          faults.addAll(station.replay(job, time, vendors));
          count("replays", 1);
        }
      }
    }
    return after;
  }

  private void observe(Outcome outcome) {
    Truth truth = oracles.observe(outcome);
    trace.accept(outcome + "\n    " + truth);
    oracles.complaints().stream().filter(told::add).forEach(it -> trace.accept("COMPLAINT " + it));
    count("runs", 1);
    count("messages", outcome.texts().size());
    count("pings", outcome.pings().size());
    count("kills", outcome.killed() ? 1 : 0);
    count("crashes", outcome.met().filter(Stage.CRASH::equals).isPresent() ? 1 : 0);
    count("unknown", truth.known() ? 0 : 1);
  }

  private Optional<Stage> end() {
    boolean dies = kills.nextInt(100) < KILLS_IN_100;
    return dies ? Optional.of(STAGES.get(kills.nextInt(STAGES.size()))) : Optional.empty();
  }

  /** Nothing is waiting, and the runs that are still kept are those that were made. */
  private void compareWithHistory() {
    Instant from = plan.end().minus(Station.KEEP).plus(Duration.ofDays(5));
    try (History history = History.open(station.state())) {
      history.verify();
      for (String job : Station.JOBS) {
        int waiting = history.outbox().pending(job, "phone").size();
        List<Instant> kept =
            history.runs().since(job, from).stream().map(Run::startedAt).sorted().toList();
        List<Instant> made =
            oracles.recorded(job).stream().filter(at -> !at.isBefore(from)).sorted().toList();
        if (waiting > 0 || !kept.equals(made)) {
          faults.add(
              "%s: %d changes wait; %d runs were made and %d are in the history"
                  .formatted(job, waiting, made.size(), kept.size()));
        }
      }
    }
  }

  private void count(String what, int more) {
    counts.merge(what, more, Integer::sum);
  }

  private int count(String what) {
    return counts.getOrDefault(what, 0);
  }
}
