package io.gapwatch.agent.demo;

import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Environment;
import io.gapwatch.agent.app.JobRun;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.report.ConsoleReport;
import io.gapwatch.agent.report.RunReport;
import io.gapwatch.agent.report.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The whole loop with no account: a year of blocks, a healthy run, a broken one, a recovered one.
 * The phone and the dead-man's switch are servers of our own on loopback that take and reject what
 * the vendors do.
 */
public final class Demo {
  private static final Duration STORY = Duration.ofHours(6);
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";
  private static final String CONFIG =
      """
      # Written by gapwatch demo. The real thing looks the same, without the api: lines.
      version: 1
      state: state
      secrets: {from: env}
      sources:
        ethereum: {type: duckdb, url: blocks.duckdb}
      channels:
        phone:   {type: pushover, token: "${secret:PUSHOVER_TOKEN}", user: "${secret:PUSHOVER_USER}", api: "%s"}
        deadman: {type: healthchecks, url: "${secret:HEALTHCHECKS_PING_URL}"}
      jobs:
        chain:
          schedule: "0 */3 * * *"
          notify: [phone, deadman]
          checks:
            # recover: 1 so that the story is short; the default asks for two good runs.
            - {id: freshness, type: staleness, source: ethereum, table: blocks, recover: 1}
            - {id: blocks, type: gaps, source: ethereum, table: blocks, recover: 1}
      """;

  private final Path folder;
  private final StoryClock clock;
  private final LongSupplier nanoTime;
  private final PrintWriter out;
  private final Style style;

  /**
   * @param folder an empty folder; everything is written there
   * @param now the time at which the story ends
   * @param nanoTime the machine's ticking, to say how long things took
   */
  public Demo(Path folder, Instant now, LongSupplier nanoTime, PrintWriter out, Style style) {
    this.folder = folder;
    // It ends now, so that what is left behind can be looked at with every command.
    this.clock = new StoryClock(now.minus(STORY).truncatedTo(ChronoUnit.SECONDS));
    this.nanoTime = nanoTime;
    this.out = out;
    this.style = style;
  }

  /** Tells the story. Returns whether it went as it should. */
  public boolean tell() {
    HealthchecksServer.Setup setup =
        new HealthchecksServer.Setup(
            "ping-key", "api-key", HealthchecksServer.HOSTED_BODY_LIMIT, false);
    try (PushoverServer phone = new PushoverServer(TOKEN, USER);
        HealthchecksServer deadMan = new HealthchecksServer(setup, clock)) {
      WatchedCheck check =
          deadMan.create("gapwatch-chain", Duration.ofHours(3), Duration.ofHours(9));
      Stage stage = new Stage(phone, deadMan, check, deadMan.pingUrl(check).toString());
      write(CONFIG.formatted(phone.uri()));
      return tell(
          stage,
          new DemoChain(
              folder.resolve("blocks.duckdb"), clock.instant().minus(Duration.ofDays(365))));
    }
  }

  private boolean tell(Stage stage, DemoChain chain) {
    chapter("1. A year of blocks, as a healthy collector leaves them");
    long started = nanoTime.getAsLong();
    long blocks = chain.writeUntil(clock.instant());
    say(
        "Wrote %,d blocks to %s in %.1f s; about 3 slots in 1,000 are honestly missed."
            .formatted(
                blocks, folder.resolve("blocks.duckdb"), (nanoTime.getAsLong() - started) / 1e9));

    chapter("2. The job as cron runs it, every three hours");
    boolean healthy = run(stage) == Status.OK;

    chapter("3. The collector loses blocks, and then stops");
    clock.advance(Duration.ofHours(3));
    chain.writeUntil(clock.instant().minus(Duration.ofMinutes(14)));
    chain.lose(clock.instant().minus(Duration.ofMinutes(100)), 10);
    chain.lose(clock.instant().minus(Duration.ofMinutes(55)), 2);
    say("Lost a range of 10 blocks and one of 2; nothing was written for the last 14 minutes.");
    boolean unhealthy = run(stage) == Status.CRITICAL;

    chapter("4. Somebody back-fills the ranges and restarts the collector");
    clock.advance(Duration.ofHours(3));
    chain.writeUntil(clock.instant());
    say("Filled the gaps; the collector writes again.");
    boolean recovered = run(stage) == Status.OK;

    boolean asTold = healthy && unhealthy && recovered && stage.phone.cancelled().size() == 1;
    chapter(asTold ? "That is the loop." : "The story went wrong; please report this output.");
    say("Configuration, history and blocks are in %s.".formatted(folder));
    say("Next: write a gapwatch.yaml of your own (docs/configure.md), then gapwatch check.");
    return asTold;
  }

  private Status run(Stage stage) {
    int told = stage.phone.messages().size();
    Environment environment =
        new Environment(
            Map.of(
                "PUSHOVER_TOKEN", TOKEN,
                "PUSHOVER_USER", USER,
                "HEALTHCHECKS_PING_URL", stage.pingUrl),
            clock,
            folder);
    Config config = new Configs(environment).load(Optional.empty(), Optional.empty());
    long started = nanoTime.getAsLong();
    RunReport report =
        new JobRun(environment)
            .run(config, "chain", clock.instant(), new ConsoleReport(out, style))
            .orElseThrow();
    say(
        "(exit code %d, %.1f s)"
            .formatted(report.status().exitCode(), (nanoTime.getAsLong() - started) / 1e9));
    stage.phone.messages().stream().skip(told).forEach(this::show);
    show(stage);
    return report.status();
  }

  private void show(PushoverServer.Arrived message) {
    out.println();
    out.println(
        "  📱 What the phone got (priority %d%s)".formatted(message.priority(), ringing(message)));
    out.println("  ┌" + "─".repeat(76));
    out.println("  │ " + message.title());
    message.message().lines().forEach(line -> out.println("  │ " + line));
    out.println("  └" + "─".repeat(76));
  }

  private static String ringing(PushoverServer.Arrived message) {
    return message.priority() < 2
        ? ""
        : ": rings every %s s for %s s, until somebody acknowledges it"
            .formatted(message.fields().get("retry"), message.fields().get("expire"));
  }

  private void show(Stage stage) {
    stage
        .phone
        .cancelled()
        .forEach(receipt -> out.println("  📱 The emergency was called off: it rings no more."));
    for (Ping ping : stage.deadMan.pings(stage.check).stream().skip(stage.pingsShown).toList()) {
      stage.pingsShown++;
      out.println(
          "  💓 The dead-man's switch got: %s, rid %s, %,d bytes of report"
              .formatted(
                  ping.signal(),
                  ping.rid().map(Object::toString).orElse("none"),
                  ping.body().length()));
    }
    out.println("  💓 It says that the check is " + stage.deadMan.state(stage.check));
    out.flush();
  }

  private void chapter(String title) {
    out.println();
    out.println(style.heading(title));
    out.flush();
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private void write(String yaml) {
    try {
      Files.writeString(folder.resolve("gapwatch.yaml"), yaml);
    } catch (IOException e) {
      throw new GapwatchException(
          "cannot write the demo's configuration to " + folder + ": " + e, e);
    }
  }

  /** The two listeners, and how much of what they heard was shown. */
  private static final class Stage {
    private final PushoverServer phone;
    private final HealthchecksServer deadMan;
    private final WatchedCheck check;
    private final String pingUrl;
    private int pingsShown;

    Stage(PushoverServer phone, HealthchecksServer deadMan, WatchedCheck check, String pingUrl) {
      this.phone = phone;
      this.deadMan = deadMan;
      this.check = check;
      this.pingUrl = pingUrl;
    }
  }
}
