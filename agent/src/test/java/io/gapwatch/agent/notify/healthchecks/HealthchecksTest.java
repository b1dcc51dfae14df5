package io.gapwatch.agent.notify.healthchecks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Heartbeat;
import io.gapwatch.agent.notify.Heartbeat.Ending;
import io.gapwatch.agent.notify.Mishap;
import io.gapwatch.agent.notify.OddServer;
import io.gapwatch.agent.notify.Retry;
import io.gapwatch.agent.notify.Samples;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthchecksTest extends HealthchecksContract {

  @Override
  URI url() {
    return server.pingUrl(check);
  }

  @Test
  void pairsTheStartWithItsEnd() {
    heartbeat().start(RUN);
    heartbeat().end(RUN, Ending.SUCCESS, "");

    assertThat(server.pings(check)).extracting(Ping::rid).containsOnly(Optional.of(RUN));
  }

  @Test
  void keepsAQueryOfTheUrl() {
    URI creating = URI.create(server.uri() + "/" + PING_KEY + "/brand-new/?create=1");

    assertThat(at(creating).end(RUN, Ending.SUCCESS, "")).isEqualTo(Delivery.delivered());

    assertThat(server.checks()).hasSize(2);
    assertThat(server.pings(server.checks().get(1)))
        .extracting(Ping::rid)
        .containsExactly(Optional.of(RUN));
  }

  /** Doctor asks, and must not make what it asks for. */
  @Test
  void aTestMakesNoCheck() {
    URI creating = URI.create(server.uri() + "/" + PING_KEY + "/brand-new/?create=1");

    assertThat(at(creating).test())
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            refused -> assertThat(refused.reason()).contains("the first run makes it"));

    assertThat(server.checks()).hasSize(1);
  }

  @Test
  void anotherServerWithoutTheCheckMayHaveAnotherPath() {
    Heartbeat heartbeat =
        Channels.healthchecks(
            "https://hc-ping.invalid/" + RUN, AT_ONCE, "api: \"" + server.uri() + "\"");

    assertThat(heartbeat.start(RUN).toString()).contains("end api with the path");
  }

  @Test
  void asksAnotherServerAtTheSamePath() {
    URI elsewhere = URI.create("https://hc-ping.invalid/" + check.uuid());
    Heartbeat heartbeat =
        Channels.healthchecks(elsewhere.toString(), AT_ONCE, "api: \"" + server.uri() + "/\"");

    assertThat(heartbeat.start(RUN)).isEqualTo(Delivery.delivered());
    assertThat(server.pings(check)).hasSize(1);
  }

  @Test
  void cutsTheReportToWhatTheHostedServiceKeeps() {
    heartbeat().end(RUN, Ending.FAILURE, "❌".repeat(50_000));

    String body = server.pings(check).get(0).body();
    assertThat(body.getBytes(UTF_8).length).isBetween(99_998, 100_000);
    assertThat(body).endsWith("❌\n[cut here: the server keeps 100000 bytes]\n");
    assertThat(body).doesNotContain("\uFFFD");
  }

  @Test
  void cutsTheReportToWhatTheServerSaysThatItKeeps() {
    HealthchecksServer small =
        new HealthchecksServer(
            new HealthchecksServer.Setup(PING_KEY, 1_000, false),
            Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    try (small) {
      var smallCheck = small.create("x", Duration.ofHours(1), Duration.ofHours(1));
      Heartbeat heartbeat = at(small.pingUrl(smallCheck));

      heartbeat.start(RUN);
      heartbeat.end(RUN, Ending.SUCCESS, "é".repeat(5_000));

      assertThat(small.pings(smallCheck).get(1).body())
          .endsWith("é\n[cut here: the server keeps 1000 bytes]\n");
    }
  }

  @Test
  void asksOnlyOnceForACheckThatIsNotThere() {
    Delivery delivery = at(URI.create(server.uri() + "/" + UUID.randomUUID())).start(RUN);

    assertThat(delivery)
        .isEqualTo(
            new Delivery.Refused(
                "Healthchecks: there is no check at the ping URL; create it again"));
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void seesThroughThe200ForACheckThatIsNotThere() {
    HealthchecksServer hosted =
        new HealthchecksServer(
            new HealthchecksServer.Setup(PING_KEY, 1_000, true), Clock.systemUTC());
    try (hosted) {
      assertThat(at(URI.create(hosted.uri() + "/" + UUID.randomUUID())).start(RUN))
          .isInstanceOf(Delivery.Refused.class);
    }
  }

  @Test
  void refusesAMalformedAddressAndAnAmbiguousSlug() {
    server.create("gapwatch-chain", Duration.ofHours(1), Duration.ofHours(1));

    assertThat(at(URI.create(server.uri() + "/a/b/c/d")).start(RUN))
        .isEqualTo(new Delivery.Refused("Healthchecks: 400, the ping URL is malformed"));
    assertThat(at(server.slugUrl(check)).start(RUN))
        .isEqualTo(new Delivery.Refused("Healthchecks: 409, several checks have this slug"));
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void triesTheEndFiveTimesAndTheStartOnce() {
    server.failNext(100, Fault.TOO_MANY);

    assertThat(heartbeat().end(RUN, Heartbeat.Ending.SUCCESS, ""))
        .isEqualTo(new Delivery.Failed("Healthchecks: 429, too many pings"));
    assertThat(server.requests()).isEqualTo(5);

    heartbeat().start(RUN);
    assertThat(server.requests()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER_ERROR", "HANG", "STALL", "DROP"})
  void anyTroubleOnTheWayIsAFailureInTime(Fault fault) {
    server.failNext(10, fault);
    boolean silent = fault == Fault.HANG || fault == Fault.STALL;
    String timeout = silent ? "timeout: 300ms" : "timeout: 30s";
    Heartbeat hasty = Channels.healthchecks(url().toString(), Retry.NEVER, timeout);

    Delivery delivery = assertTimeout(Duration.ofMinutes(1), () -> hasty.start(RUN));

    assertThat(delivery).isInstanceOf(Delivery.Failed.class);
    // On a busy machine the server may read only what was given up already.
    assertThat(server.requests()).isBetween(silent ? 0 : 1, 1);
  }

  /** Whether it heard the ping is not known, or it did not. */
  @ParameterizedTest
  @EnumSource(names = {"TAKEN_DROP", "TAKEN_CUT_OFF", "ERROR_AS_OK", "ACCEPTED", "LOGIN_PAGE"})
  void halfAnAnswerIsNoPingAndTriedAgain(Fault half) {
    server.failNext(1, half);

    assertThat(heartbeat().test()).isInstanceOf(Delivery.Failed.class);

    server.failNext(1, half);
    assertThat(heartbeat().end(RUN, Ending.FAILURE, "12 blocks missing"))
        .isEqualTo(Delivery.delivered());
    assertThat(up()).isFalse();
    assertThat(arrived()).last().isEqualTo("FAIL 12 blocks missing");
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "GARBAGE"})
  void whoeverElseAnswersHasHeardNoPing(Mishap odd) {
    try (OddServer other = new OddServer(odd)) {
      assertThat(at(URI.create(other.uri() + "/" + check.uuid())).end(RUN, Ending.SUCCESS, "ok"))
          .isInstanceOf(Delivery.Failed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cret-uuid", "ftp://s3cret-uuid/x", "https://s3cret uuid", "https:///x"})
  void refusesWhatIsNotAnAddressWithoutQuotingIt(String url) {
    assertThatThrownBy(() -> Channels.healthchecks(url, AT_ONCE, ""))
        .isInstanceOf(GapwatchException.class)
        .hasNoCause()
        .hasMessageStartingWith("channel deadman: url is not an address like https://host/path: it")
        .hasMessageEndingWith("; check how it was copied")
        .hasMessageNotContaining("s3cret");
  }

  private static Heartbeat at(URI url) {
    return Channels.healthchecks(url.toString(), AT_ONCE, "");
  }
}
