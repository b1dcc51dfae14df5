package io.gapwatch.agent;

import io.gapwatch.agent.demo.DemoChain;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.WatchedCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A machine with the agent on it: two days of blocks, a configuration, a phone and a dead-man's
 * switch. What the vendors reject is rejected here.
 */
final class Site implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  static final String TOKEN = "tPLANTEDtokenPLANTEDtokenPLANT";
  static final String USER = "uPLANTEDuserPLANTEDuserPLANTED";
  static final String CHECKS =
      """
      - {id: freshness, type: staleness, source: ethereum, table: blocks, chain: ethereum, recover: 1}
      - {id: blocks, type: gaps, source: ethereum, table: blocks, chain: ethereum, recover: 1}
      """;

  final Path folder;
  final DemoChain chain;
  final PushoverServer phone = new PushoverServer(TOKEN, USER);
  final HealthchecksServer deadMan =
      new HealthchecksServer(
          new HealthchecksServer.Setup("ping-key", HealthchecksServer.HOSTED_BODY_LIMIT, true),
          Clock.systemUTC());
  final WatchedCheck check = deadMan.create("chain", Duration.ofHours(3), Duration.ofHours(9));

  Site(Path folder) throws IOException {
    this.folder = folder;
    this.chain = new DemoChain(blocks(), NOW.minus(Duration.ofDays(2)));
    configure("", CHECKS);
  }

  Path blocks() {
    return folder.resolve("blocks.duckdb");
  }

  Path state() {
    return folder.resolve("state");
  }

  String pingUrl() {
    return deadMan.pingUrl(check).toString();
  }

  /** Sources beside the chain and the checks, as lines of YAML. */
  void configure(String sources, String checks) throws IOException {
    configure("{from: env}", sources, "10m", checks);
  }

  /** A server that is held on purpose is waited for: the phone's, for two minutes. */
  void configure(String secrets, String sources, String deadline, String checks)
      throws IOException {
    String yaml =
        """
        version: 1
        state: state
        secrets: %s
        sources:
          ethereum: {type: duckdb, url: blocks.duckdb}
        %schannels:
          phone: {type: pushover, token: "${secret:PUSHOVER_TOKEN}", user: "${secret:PUSHOVER_USER}", api: "%s", timeout: 2m}
          deadman: {type: healthchecks, url: "${secret:HEALTHCHECKS_PING_URL}"}
        jobs:
          chain:
            schedule: "0 */3 * * *"
            deadline: %s
            notify: [phone, deadman]
            checks:
        %s\
        """
            .formatted(secrets, sources.indent(2), phone.uri(), deadline, checks.strip().indent(6));
    Files.writeString(folder.resolve("gapwatch.yaml"), yaml);
  }

  /** The program with all secrets in its environment. */
  Program program() {
    return Program.in(folder)
        .with("PUSHOVER_TOKEN", TOKEN)
        .with("PUSHOVER_USER", USER)
        .with("HEALTHCHECKS_PING_URL", pingUrl());
  }

  Ending runAt(Instant now) throws InterruptedException {
    return program().run("run", "chain", "--now", now.toString());
  }

  /** What the switch was told, oldest first. */
  List<Ping> pings() {
    return deadMan.pings(check);
  }

  List<Ping.Signal> signals() {
    return pings().stream().map(Ping::signal).toList();
  }

  Ping lastPing() {
    return pings().get(pings().size() - 1);
  }

  PushoverServer.Arrived lastMessage() {
    return phone.messages().get(phone.messages().size() - 1);
  }

  @Override
  public void close() {
    phone.close();
    deadMan.close();
  }
}
