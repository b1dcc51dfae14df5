package io.gapwatch.agent.notify.healthchecks;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Heartbeat;
import io.gapwatch.agent.notify.HeartbeatContract;
import io.gapwatch.agent.notify.Retry;
import io.gapwatch.agent.notify.Samples;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract, run on Healthchecks by either form of the ping URL. */
abstract class HealthchecksContract extends HeartbeatContract {
  static final Retry AT_ONCE =
      new Retry(Collections.nCopies(4, Duration.ZERO), Duration.ofMinutes(1));
  static final String PING_KEY = "fqOOd6-F4MMNuCEnzTU01w";

  final HealthchecksServer server =
      new HealthchecksServer(
          new HealthchecksServer.Setup(PING_KEY, 100_000, false),
          Clock.fixed(Samples.NOW, ZoneOffset.UTC));
  final WatchedCheck check =
      server.create("gapwatch-chain", Duration.ofHours(3), Duration.ofHours(9));
  private final Heartbeat heartbeat = Channels.healthchecks(url().toString(), AT_ONCE, "");

  abstract URI url();

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Heartbeat heartbeat() {
    return heartbeat;
  }

  @Override
  protected List<String> arrived() {
    return server.pings(check).stream().map(HealthchecksContract::told).toList();
  }

  @Override
  protected boolean up() {
    return server.state(check) == WatchedCheck.State.UP;
  }

  @Override
  protected void failNext(int times) {
    server.failNext(times, Fault.SERVER_ERROR);
  }

  private static String told(Ping ping) {
    return (ping.signal() + " " + ping.body()).strip();
  }
}
