package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.Ping.Signal;
import io.gapwatch.agent.demo.PushoverServer.Quota;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone that cannot be reached: the switch says so, and the message arrives late but arrives. */
class DeliveryIT {
  private static final int ATTEMPTS = 3;

  private final Site site;

  DeliveryIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
  }

  @BeforeEach
  void lose() {
    site.chain.writeUntil(Site.NOW);
    site.chain.lose(Site.NOW.minus(Duration.ofMinutes(100)), 10);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void vendorOutOfOrderForTwoRuns() throws Exception {
    site.phone.failNext(ATTEMPTS, Fault.SERVER_ERROR);
    Ending first = site.runAt(Site.NOW);
    assertThat(first.code()).isEqualTo(1);
    assertThat(first.out()).contains("❓ phone: failed, 1 change: Pushover");
    assertThat(site.lastPing().body()).contains("phone: failed, 1 change");

    site.phone.failNext(ATTEMPTS, Fault.DROP);
    site.chain.writeUntil(Site.NOW.plusSeconds(3600));
    assertThat(site.runAt(Site.NOW.plusSeconds(3600)).code()).as("the data is well").isZero();
    assertThat(site.lastPing().signal()).as("nobody knows of it").isEqualTo(Signal.FAIL);
    assertThat(site.phone.messages()).isEmpty();

    site.chain.writeUntil(Site.NOW.plusSeconds(7200));
    assertThat(site.runAt(Site.NOW.plusSeconds(7200)).code()).isZero();
    assertThat(site.phone.messages()).hasSize(1);
    assertThat(site.lastMessage().message().replaceAll(" \\[[a-z]{5}]", ""))
        .startsWith(
            "resolved blocks 20013848-20013857: was critical for 2h 42m"
                + " (sent late: began 2026-11-20 22:17 UTC, resolved 01:00 UTC)\n");
    assertThat(site.lastPing().signal()).isEqualTo(Signal.SUCCESS);
  }

  @Test
  void quotaUsedUp() throws Exception {
    Instant reset = Site.NOW.plus(Duration.ofDays(10));
    site.phone.announce(new Quota(10_000, 0, reset));
    site.phone.failNext(1, Fault.TOO_MANY);
    assertThat(site.runAt(Site.NOW).code()).isEqualTo(1);
    assertThat(site.lastPing().signal()).isEqualTo(Signal.FAIL);
    assertThat(site.phone.requests()).as("not tried again within the run").isEqualTo(1);

    Ending held = site.runAt(Site.NOW.plusSeconds(60));
    assertThat(held.out()).contains("phone: deferred, 1 change: until 2026-12-01 00:00 UTC");
    assertThat(site.lastPing().body()).contains("phone: deferred");
    assertThat(site.phone.requests()).isEqualTo(1);

    site.chain.writeUntil(reset);
    site.chain.lose(Site.NOW.minus(Duration.ofMinutes(100)), 10);
    assertThat(site.runAt(reset).code()).isEqualTo(1);
    assertThat(site.lastMessage().message())
        .contains("blocks 20013848-20013857: 10 blocks missing", "sent late: opened");
  }

  @Test
  void refusedMessageIsTriedOncePerRunUntilItsCauseIsGone() throws Exception {
    site.phone.failNext(1, Fault.REJECTION);
    Ending refused = site.runAt(Site.NOW);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("❓ phone: refused, 1 change");
    assertThat(site.lastPing().signal()).isEqualTo(Signal.FAIL);
    assertThat(site.lastPing().body()).contains("phone: refused, 1 change");

    assertThat(site.phone.requests()).isEqualTo(1);

    assertThat(site.runAt(Site.NOW.plusSeconds(60)).out()).contains("phone: delivered, 1 change");
    assertThat(site.phone.messages()).hasSize(1);
    assertThat(site.runAt(Site.NOW.plusSeconds(120)).out()).contains("phone: nothing to send");
    assertThat(site.phone.requests()).isEqualTo(2);
  }

  @Test
  void pingThatFailsDoesNotFailTheRun() throws Exception {
    site.chain.writeUntil(Site.NOW);
    site.deadMan.failNext(6, Fault.REJECTION);
    Ending run = site.runAt(Site.NOW);
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("❓ deadman: success ping refused: Healthchecks: 400");
  }
}
