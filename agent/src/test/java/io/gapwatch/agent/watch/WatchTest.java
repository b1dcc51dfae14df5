package io.gapwatch.agent.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Installation;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.JobRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days pass in milliseconds: waiting moves the clock. */
class WatchTest {
  private final Installation installation;
  private final List<String> told = new ArrayList<>();
  private final List<String> runs = new ArrayList<>();
  private final World world = new World(Instant.parse("2026-11-21T10:00:00Z"));

  WatchTest(@TempDir Path folder) throws Exception {
    installation = Installation.in(folder, "hourly: 7 * * * *", "daily: 30 1 * * *");
  }

  /** A clock that moves only when somebody waits, and what happens on the way. */
  private static final class World extends Clock implements Waiter {
    private Instant now;
    private Instant end;
    private final Deque<Event> events = new ArrayDeque<>();

    private record Event(Instant at, Runnable what) {}

    World(Instant start) {
      now = start;
      end = start;
    }

    void at(String time, Runnable what) {
      events.add(new Event(Instant.parse(time), what));
    }

    void sleepUntil(String from, String until) {
      at(from, () -> now = Instant.parse(until));
    }

    @Override
    public boolean await(Duration pause) {
      now = now.plus(pause);
      while (!events.isEmpty() && !events.element().at().isAfter(now)) {
        events.remove().what().run();
      }
      return now.isBefore(end);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void watchUntil(String end, Map<String, Instant> lastRuns) {
    watchUntil(end, lastRuns, Runnable::run);
  }

  private void watchUntil(String end, Map<String, Instant> lastRuns, Executor executor) {
    watchUntil(end, lastRuns, executor, this::run);
  }

  private void watchUntil(
      String end, Map<String, Instant> lastRuns, Executor executor, Watch.Runner runner) {
    world.end = Instant.parse(end);
    Configs configs = new Configs(installation.environment());
    Config config = configs.load(Optional.empty(), Optional.empty());
    ConfigWatch changes =
        new ConfigWatch(
            installation.config(),
            () -> configs.load(Optional.empty(), Optional.empty()),
            told::add);
    new Watch(world, world, executor, runner, told::add).run(config, changes, lastRuns);
  }

  private Optional<Status> run(Config config, String job, Instant now) {
    runs.add(job + " " + now);
    return Optional.of(Status.OK);
  }

  @Test
  void runsEachJobWhenItIsDue() {
    watchUntil("2026-11-22T02:00:00Z", Map.of());
    assertThat(runs).hasSize(17).contains("daily 2026-11-22T01:30:00Z");
    assertThat(runs.get(0)).isEqualTo("hourly 2026-11-21T10:07:00Z");
    assertThat(told)
        .startsWith(
            "hourly; next at 2026-11-21T10:07:00Z",
            "daily; next at 2026-11-22T01:30:00Z",
            "hourly ok after 0s; next at 2026-11-21T11:07:00Z");
  }

  /** Not the stand-in: what each of them is, and that each is done once for its due time. */
  @Test
  void upkeepAndSummariesRunToo() throws Exception {
    Path config = installation.config();
    Files.writeString(
        config,
        Files.readString(config)
            + """
            upkeep:
              logs: {type: prune-logs, files: ["%1$s/logs/*.log"], schedule: "20 11 * * *"}
            summaries:
              dawn: {schedule: "30 11 * * *", since: 1h, jobs: [hourly, logs]}
            """
                .formatted(installation.folder()));
    Path old = Files.createDirectory(installation.folder().resolve("logs")).resolve("a.log");
    Files.writeString(old, "");
    Files.setLastModifiedTime(old, FileTime.from(world.now.minus(Duration.ofDays(3))));
    JobRun jobs = new Agent(installation.environment()).jobs();

    watchUntil(
        "2026-11-21T12:00:00Z",
        Map.of(),
        Runnable::run,
        (current, job, now) ->
            jobs.scheduled(current, job, now, RunListener.SILENT).map(RunResult::status));

    assertThat(old).doesNotExist();
    assertThat(told)
        .anyMatch(line -> line.startsWith("logs ok after 0s; next at 2026-11-22T11:20:00Z"))
        .anyMatch(line -> line.startsWith("dawn unknown after 0s; next at 2026-11-22T11:30:00Z"));
    assertThat(installation.state().resolve("reports/dawn-2026-11-21T1130.md"))
        .content()
        .contains("deleted 1 file older than 2d");
  }

  @Test
  void whatWasMissedInSleepIsRunOnce() {
    world.sleepUntil("2026-11-21T11:30:00Z", "2026-11-23T06:00:00Z");
    watchUntil("2026-11-23T06:10:00Z", Map.of());
    assertThat(runs)
        .containsExactly(
            "hourly 2026-11-21T10:07:00Z",
            "hourly 2026-11-21T11:07:00Z",
            "hourly 2026-11-23T06:00:00Z",
            "daily 2026-11-23T06:00:00Z",
            "hourly 2026-11-23T06:07:00Z");
    assertThat(told)
        .contains(
            "the clock went forward by 1d 18h: the machine slept, or the clock was set",
            "daily was due at 2026-11-22T01:30:00Z; running it now, once");
  }

  @Test
  void whatWasMissedBeforeTheStartIsRunOnce() {
    watchUntil("2026-11-21T10:05:00Z", Map.of("daily", Instant.parse("2026-11-19T01:30:00Z")));
    assertThat(runs).containsExactly("daily 2026-11-21T10:00:00Z");
  }

  @Test
  void aClockThatGoesBackIsFollowed() {
    world.sleepUntil("2026-11-21T11:30:00Z", "2026-11-21T10:30:00Z");
    watchUntil("2026-11-21T12:00:00Z", Map.of());
    assertThat(told).anyMatch(line -> line.startsWith("the clock went back by"));
    assertThat(runs)
        .containsExactly(
            "hourly 2026-11-21T10:07:00Z",
            "hourly 2026-11-21T11:07:00Z",
            "hourly 2026-11-21T11:07:00Z");
  }

  @Test
  void aJobThatIsStillRunningIsNotBegunAgain() {
    List<Runnable> held = new ArrayList<>();
    world.at("2026-11-21T13:00:00Z", () -> held.remove(0).run());
    watchUntil("2026-11-21T13:30:00Z", Map.of(), held::add);
    assertThat(runs).containsExactly("hourly 2026-11-21T10:07:00Z");
    assertThat(held).hasSize(1);
    held.get(0).run();
    assertThat(runs.get(1)).startsWith("hourly 2026-11-21T13:00:");
  }

  @Test
  void aRunThatFailsStopsNothing() {
    world.end = Instant.parse("2026-11-21T12:10:00Z");
    Configs configs = new Configs(installation.environment());
    Config config = configs.load(Optional.empty(), Optional.empty());
    List<RuntimeException> failures =
        new ArrayList<>(
            List.of(
                new GapwatchException("the disk is full"),
                new IllegalStateException("token=hunter2")));
    Watch.Runner runner =
        (current, job, now) -> {
          if (!failures.isEmpty()) {
            throw failures.remove(0);
          }
          return Optional.empty();
        };
    ConfigWatch changes = new ConfigWatch(installation.config(), () -> config, told::add);
    new Watch(world, world, Runnable::run, runner, told::add).run(config, changes, Map.of());
    assertThat(told)
        .contains(
            "hourly failed: the disk is full after 0s; next at 2026-11-21T11:07:00Z",
            "hourly already running elsewhere after 0s; next at 2026-11-21T13:07:00Z")
        .anyMatch(
            line ->
                line.matches(
                    "hourly crashed: internal error, .* \\(at WatchTest\\.java:\\d+\\);.*"
                        + " after 0s; next at 2026-11-21T12:07:00Z"))
        .noneMatch(line -> line.contains("hunter2") || line.contains("Exception"));
  }

  /** Otherwise the job would be taken for running for ever. */
  @Test
  void aFullStackInOneRunStopsNothing() {
    world.end = Instant.parse("2026-11-21T12:10:00Z");
    Configs configs = new Configs(installation.environment());
    Config config = configs.load(Optional.empty(), Optional.empty());
    Watch.Runner runner =
        (current, job, now) -> {
          throw new StackOverflowError("token=hunter2");
        };
    ConfigWatch changes = new ConfigWatch(installation.config(), () -> config, told::add);
    new Watch(world, world, Runnable::run, runner, told::add).run(config, changes, Map.of());
    String crashed =
        "hourly crashed: internal error: something is nested too deeply; please report it";
    assertThat(told)
        .contains(
            crashed + " after 0s; next at 2026-11-21T11:07:00Z",
            crashed + " after 0s; next at 2026-11-21T12:07:00Z");
  }

  @Test
  void aChangedConfigurationIsTakenOverOnlyWhenItIsRight() {
    world.at("2026-11-21T10:20:00Z", () -> write("hourly: 99 * * * *"));
    world.at("2026-11-21T11:20:00Z", () -> write("often: */20 * * * *"));
    watchUntil("2026-11-21T12:01:00Z", Map.of());
    assertThat(runs)
        .containsExactly(
            "hourly 2026-11-21T10:07:00Z",
            "hourly 2026-11-21T11:07:00Z",
            "often 2026-11-21T11:40:00Z",
            "often 2026-11-21T12:00:00Z");
    assertThat(told).filteredOn(line -> line.contains("stays in use")).hasSize(1);
  }

  private void write(String job) {
    try {
      installation.writeJobs(job);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
