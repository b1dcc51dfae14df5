package io.gapwatch.agent.soak;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.cli.GapwatchCommand;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Retention;
import io.gapwatch.agent.notify.Retry;
import io.gapwatch.agent.notify.healthchecks.HealthchecksType;
import io.gapwatch.agent.notify.pushover.PushoverType;
import io.gapwatch.agent.report.PlainReport;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.SecretOutcome;
import io.gapwatch.agent.run.AfterRun;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.run.RunOptions;
import io.gapwatch.agent.soak.Fate.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The machine on which the jobs run. Every run starts from the configuration file and the disk. */
final class Station {
  static final Duration KEEP = Duration.ofDays(30);
  static final List<String> JOBS = List.of("chain", "feed", "nightly");

  /**
   * One job has an hour that a change of clocks skips and repeats, one runs whenever the clock on
   * the wall fits, and one does in the other zone what the first does.
   */
  private static final String CONFIG =
      """
      version: 1
      state: state
      secrets: {from: env}
      sources:
        blocks: {type: duckdb, url: blocks.duckdb}
      channels:
        phone:   {type: pushover, token: "${secret:PUSHOVER_TOKEN}", user: "${secret:PUSHOVER_USER}", api: "${env:PHONE}", timeout: %s}
        deadman: {type: healthchecks, url: "${secret:HEALTHCHECKS_PING_URL}"}
      jobs:
      """
          + job("chain", "30 2-23/3 * * *", "Europe/Berlin")
          + job("feed", "15 */2 * * *", "America/New_York")
          + job("nightly", "30 1,2 * * *", "America/New_York");

  private static final Retry AT_ONCE =
      new Retry(List.of(Duration.ofMillis(1), Duration.ofMillis(1)), Duration.ofMinutes(1));

  private final Path folder;
  private final Plan plan;
  private final World world;

  Station(Path folder, Plan plan) {
    this.folder = folder;
    this.plan = plan;
    this.world = new World(folder.resolve("blocks.duckdb"), plan);
  }

  private static String job(String name, String schedule, String zone) {
    return """
      %1$s:
        schedule: "%2$s"
        zone: %3$s
        notify: [phone, deadman]
        checks:
          - {id: %1$s-fresh, type: staleness, source: blocks, table: %1$s, chain: ethereum}
          - {id: %1$s-gaps, type: gaps, source: blocks, table: %1$s, chain: ethereum, dependsOn: %1$s-fresh, window: %4$dd,
             slot: 60s, genesis: "1970-01-01T00:00:00Z",
             unexplainedInterval: {warning: 75s}, interval: {warning: 2m}}
    """
        .formatted(name, schedule, zone, World.WINDOW_DAYS);
  }

  Path state() {
    return folder.resolve("state");
  }

  World world() {
    return world;
  }

  Config config(Vendors vendors) throws Exception {
    return config(environment(vendors, Set.of(), Instant.EPOCH));
  }

  private Config config(Environment environment) {
    return new Configs(environment).load(Optional.empty(), Optional.empty());
  }

  /** Runs a job as cron would at this true time. */
  @SuppressWarnings("try") // The spoilt file is held, not used.
  Outcome run(String job, Instant time, Vendors vendors, Optional<Stage> end) throws Exception {
    Instant wall = plan.wall(time);
    Set<Trouble> troubles = plan.at(time, job);
    world.write(job, time);
    Fate fate = new Fate(end);
    Environment environment = environment(vendors, troubles, wall);
    vendors.fail(troubles, plan.end(Trouble.PHONE_QUOTA, time));
    try (AutoCloseable spoilt = world.spoil(troubles)) {
      new JobRun(environment, terms(fate)).run(config(environment), job, wall, listener(fate));
    } catch (Fate.Killed | IllegalStateException e) {
      if (fate.met().isEmpty()) {
        throw e;
      }
    } finally {
      vendors.recover();
    }
    Map<String, PhoneLog> others = new HashMap<>(vendors.newCalls(job));
    PhoneLog own = Objects.requireNonNull(others.remove(job));
    return new Outcome(job, time, wall, troubles, fate.met(), own, others, vendors.newPings());
  }

  /**
   * Somebody replays an earlier time: by hand, into a folder of its own, and by mistake into the
   * history of the real runs.
   *
   * @return what went wrong
   */
  List<String> replay(String job, Instant time, Vendors vendors) throws Exception {
    List<String> wrong = new ArrayList<>();
    Environment environment = environment(vendors, Set.of(), plan.wall(time));
    String then = time.minus(Duration.ofDays(1)).toString();
    long before = runs();
    expect(wrong, environment, 64, "run", job, "--now", then);
    expect(wrong, environment, -1, "check", "--now", then);
    expect(wrong, environment, -1, "report", job, "--now", then);
    expect(wrong, environment, -1, "run", job, "--now", then, "--state", "replay");
    if (runs() != before) {
      wrong.add("a replay at " + time + " changed the history");
    }
    // What it sent and pinged is its own business.
    vendors.newCalls(job);
    vendors.newPings();
    return wrong;
  }

  private static void expect(
      List<String> wrong, Environment environment, int code, String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter all = new PrintWriter(out, true);
    int ended = GapwatchCommand.run(environment, false, all, all, arguments);
    boolean asExpected = code < 0 ? ended >= 0 && ended <= 2 : ended == code;
    if (!asExpected) {
      wrong.add("%s ended with %d: %s".formatted(List.of(arguments), ended, out));
    }
  }

  /** A number that is another one after any change of what is told of the runs. */
  private long runs() {
    try (History history = History.open(state())) {
      return JOBS.stream()
          .flatMap(
              job ->
                  Stream.of(
                      history.runs().since(job, Instant.EPOCH), history.incidents().active(job)))
          .toList()
          .toString()
          .hashCode();
    }
  }

  private static RunOptions terms(Fate fate) {
    return new RunOptions(
        Agent.types()
            .withChannels(
                List.of(
                    new MortalType(new PushoverType(), fate),
                    new MortalType(new HealthchecksType(AT_ONCE), fate))),
        PlainReport::text,
        new Retention.Limits(KEEP, 200_000_000),
        new RunOptions.Patience(AT_ONCE, RunOptions.MARGIN, Duration.ZERO),
        new RunOptions.Traces(AfterRun.NOTHING, false));
  }

  private static RunListener listener(Fate fate) {
    return new RunListener() {
      @Override
      public void secrets(String origin, List<SecretOutcome> outcomes) {
        // The ping at the start is a thread's, which a real kill would not end alone.
        fate.proceed();
      }

      @Override
      public void check(CheckResult result) {
        fate.reach(Stage.ASKING);
        fate.reach(Stage.CRASH);
      }
    };
  }

  private Environment environment(Vendors vendors, Set<Trouble> troubles, Instant wall)
      throws Exception {
    // Only where the vendor hangs is the time-out short, so that a busy machine changes nothing.
    String timeout = troubles.contains(Trouble.PHONE_HANGS) ? "200ms" : "30s";
    String config = CONFIG.formatted(timeout);
    if (troubles.contains(Trouble.OTHER_SETTINGS)) {
      config = config.replace("slot: 60s,", "slot: 60s, list: 21,");
    }
    Path file = Files.writeString(folder.resolve("gapwatch.yaml"), config);
    // A job that never ran counts from the last change of this file, in the plan's own time.
    Files.setLastModifiedTime(file, FileTime.from(plan.start()));
    Map<String, String> variables = new HashMap<>(vendors.variables());
    if (troubles.contains(Trouble.NO_TOKEN)) {
      variables.remove("PUSHOVER_TOKEN");
    }
    if (troubles.contains(Trouble.NO_PING_URL)) {
      variables.remove("HEALTHCHECKS_PING_URL");
    }
    return new Environment(variables, Clock.fixed(wall, ZoneOffset.UTC), folder);
  }
}
