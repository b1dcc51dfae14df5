package io.gapwatch.agent.demo;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.report.ConsoleReport;
import io.gapwatch.agent.report.Style;
import io.gapwatch.agent.result.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A full cycle with no account: a year of blocks, a healthy run, a broken one, a recovered one. The
 * phone and the dead-man's switch are local servers that accept and reject what the vendors do.
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
            # recover: 1 so that the story is short; the default requires two good runs.
            - {id: freshness, type: staleness, source: ethereum, table: blocks, chain: ethereum, recover: 1}
            - {id: blocks, type: gaps, source: ethereum, table: blocks, chain: ethereum, recover: 1}
      """;

  private final Path folder;
  private final StoryClock clock;
  private final LongSupplier nanoTime;
  private final Narrator narrator;

  /**
   * @param folder an empty folder; everything is written there
   * @param now the time at which the story ends
   * @param nanoTime a monotonic clock, to say how long things took
   */
  public Demo(Path folder, Instant now, LongSupplier nanoTime, PrintWriter out, Style style) {
    this.folder = folder;
    // It ends now, so that every command works on what it leaves behind.
    this.clock = new StoryClock(now.minus(STORY).truncatedTo(ChronoUnit.SECONDS));
    this.nanoTime = nanoTime;
    this.narrator = new Narrator(out, style);
  }

  /** Who is notified. */
  private record Receivers(PushoverServer phone, HealthchecksServer deadMan, WatchedCheck check) {
    String pingUrl() {
      return deadMan.pingUrl(check).toString();
    }

    List<Ping> pings() {
      return deadMan.pings(check);
    }

    String state() {
      return deadMan.state(check).toString();
    }
  }

  /** Runs the story. Returns whether it went as it should. */
  public boolean run() {
    HealthchecksServer.Setup setup =
        new HealthchecksServer.Setup("ping-key", HealthchecksServer.HOSTED_BODY_LIMIT, false);
    try (PushoverServer phone = new PushoverServer(TOKEN, USER);
        HealthchecksServer deadMan = new HealthchecksServer(setup, clock)) {
      WatchedCheck check =
          deadMan.create("gapwatch-chain", Duration.ofHours(3), Duration.ofHours(9));
      Receivers receivers = new Receivers(phone, deadMan, check);
      write(CONFIG.formatted(phone.uri()));
      return run(
          receivers,
          new DemoChain(
              folder.resolve("blocks.duckdb"), clock.instant().minus(Duration.ofDays(365))));
    }
  }

  private boolean run(Receivers receivers, DemoChain chain) {
    narrator.chapter("1. A year of blocks from a healthy collector");
    long started = nanoTime.getAsLong();
    long blocks = chain.writeUntil(clock.instant());
    narrator.say(
        "Wrote %,d blocks to %s in %.1f s; about 3 slots in 1,000 are missed, as on mainnet."
            .formatted(
                blocks, folder.resolve("blocks.duckdb"), (nanoTime.getAsLong() - started) / 1e9));

    narrator.chapter("2. The job runs, as it would from cron every three hours");
    boolean healthy = run(receivers) == Status.OK;

    narrator.chapter("3. The collector loses blocks, and then stops");
    clock.advance(Duration.ofHours(3));
    chain.writeUntil(clock.instant().minus(Duration.ofMinutes(14)));
    chain.lose(clock.instant().minus(Duration.ofMinutes(100)), 10);
    chain.lose(clock.instant().minus(Duration.ofMinutes(55)), 2);
    narrator.say(
        "Lost 10 blocks in one range and 2 in another; nothing was written for the last 14 "
            + "minutes.");
    boolean unhealthy = run(receivers) == Status.CRITICAL;

    narrator.chapter("4. Someone backfills the ranges and restarts the collector");
    clock.advance(Duration.ofHours(3));
    chain.writeUntil(clock.instant());
    narrator.say("The gaps are filled; the collector is writing again.");
    boolean recovered = run(receivers) == Status.OK;

    boolean asPlanned =
        healthy && unhealthy && recovered && receivers.phone().cancelled().size() == 1;
    narrator.chapter(
        asPlanned ? "That is a full cycle." : "The demo went wrong; please report this output.");
    narrator.say("Configuration, history and blocks are in %s.".formatted(folder));
    narrator.say(
        "Next: write your own gapwatch.yaml (docs/configure.md), then run gapwatch check.");
    return asPlanned;
  }

  private Status run(Receivers receivers) {
    int rung = receivers.phone().messages().size();
    int pinged = receivers.pings().size();
    Environment environment =
        new Environment(
            Map.of(
                "PUSHOVER_TOKEN", TOKEN,
                "PUSHOVER_USER", USER,
                "HEALTHCHECKS_PING_URL", receivers.pingUrl()),
            clock,
            folder);
    Config config = new Configs(environment).load(Optional.empty(), Optional.empty());
    long started = nanoTime.getAsLong();
    RunResult report =
        new Agent(environment)
            .jobs()
            .run(
                config,
                "chain",
                clock.instant(),
                new ConsoleReport(narrator.out(), narrator.style()))
            .orElseThrow();
    narrator.say(
        "(exit code %d, %.1f s)"
            .formatted(report.status().exitCode(), (nanoTime.getAsLong() - started) / 1e9));
    receivers.phone().messages().stream().skip(rung).forEach(narrator::show);
    receivers.phone().cancelled().forEach(receipt -> narrator.showCancelled());
    receivers.pings().stream().skip(pinged).forEach(narrator::show);
    narrator.say("  💓 The check is now " + receivers.state());
    return report.status();
  }

  private void write(String yaml) {
    try {
      Files.writeString(folder.resolve("gapwatch.yaml"), yaml);
    } catch (IOException e) {
      throw new GapwatchException(
          "could not write the demo's configuration to " + folder + ": " + e, e);
    }
  }
}
