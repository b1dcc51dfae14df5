package io.gapwatch.agent.notify.pushover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.PushoverServer.Arrived;
import io.gapwatch.agent.demo.PushoverServer.Quota;
import io.gapwatch.agent.demo.StandIn;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.WebMessengerContract;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PushoverTest extends WebMessengerContract {
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";
  private final PushoverServer server = new PushoverServer(TOKEN, USER);
  private final Messenger pushover = phone("");

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Messenger messenger() {
    return pushover;
  }

  @Override
  protected StandIn vendor() {
    return server;
  }

  @Override
  protected Messenger at(URI server, String timeout) {
    return Channels.pushover(server, TOKEN, USER, "timeout: " + timeout);
  }

  @Override
  protected Messenger stranger() {
    return Channels.pushover(server.uri(), "wrong", USER, "");
  }

  @Override
  protected List<String> arrived() {
    return server.messages().stream().map(Arrived::title).toList();
  }

  @Test
  void blanksAroundACopiedTokenAreNoPartOfIt() {
    assertThat(Channels.pushover(server.uri(), " " + TOKEN + " ", USER + "\t", "").test())
        .isEqualTo(Delivery.delivered());
  }

  @Test
  void anEmergencyRingsAsLongAsItIsSet() {
    pushover.send(critical);

    assertThat(server.messages().get(0).fields())
        .containsEntry("priority", "2")
        .containsEntry("retry", "60")
        .containsEntry("expire", "3600")
        .containsEntry("timestamp", Long.toString(Samples.NOW.getEpochSecond()))
        .containsEntry("title", "❌ CHAIN UNHEALTHY");
    assertThat(server.messages().get(0).message())
        .startsWith("Issues: BLOCKS: 2 blocks missing\nCRITICAL blocks 1-2");
  }

  @Test
  void theUnknownRingsToo() {
    pushover.send(
        Samples.message(
            Status.UNKNOWN, List.of(), Samples.opened("1", Samples.unknown("blocks", "refused"))));

    assertThat(server.messages()).extracting(Arrived::priority).containsExactly(2);
  }

  @Test
  void warningsAndRecoveriesDoNotRing() {
    Finding warning = Samples.finding("rate", Severity.WARNING, "rate", "low", "3");
    pushover.send(Samples.message(Status.WARNING, List.of(), Samples.opened("1", warning)));
    pushover.send(Samples.message(Status.OK, List.of(), Samples.resolved("2", Samples.gap(1, 2))));

    assertThat(server.messages()).extracting(Arrived::priority).containsExactly(0, 0);
    assertThat(server.messages()).extracting(Arrived::receipt).containsOnly(Optional.empty());
  }

  @Test
  void aHealthySummaryIsAsQuietAsItIsSet() {
    Message healthy = Samples.message(Status.OK, Samples.DATA);

    pushover.send(healthy);
    assertThat(phone("healthy: 0").send(healthy)).isEqualTo(Delivery.delivered());

    assertThat(server.messages()).extracting(Arrived::priority).containsExactly(-1, 0);
    assertThat(pushover.wantsHealthySummary()).isTrue();
    assertThat(phone("healthy: off").wantsHealthySummary()).isFalse();
  }

  @Test
  void carriesTheTimeOfTheEventNotOfItsTelling() {
    Instant before = Samples.NOW.minus(Duration.ofHours(6));
    Transition late = Samples.transition("1", Kind.OPENED, before, Samples.gap(1, 2));

    pushover.send(Samples.message(Status.CRITICAL, List.of(), late));

    assertThat(server.messages().get(0).fields())
        .containsEntry("timestamp", Long.toString(before.getEpochSecond()));
  }

  @Test
  void staysWithinTheLimitsInCodePoints() {
    String fires = "🔥".repeat(400);
    Transition[] many =
        LongStream.range(0, 300)
            .mapToObj(
                i ->
                    Samples.opened(
                        "%03d".formatted(i),
                        Samples.finding("c" + i, Severity.CRITICAL, fires + i, "bad", "1")))
            .toArray(Transition[]::new);
    Message big = Samples.message(Status.CRITICAL, List.of(fires), many);
    Message bigTitle =
        new Message(big.id(), "x", big.status(), big.at(), fires, List.of(), List.of(many));

    assertThat(pushover.send(bigTitle)).isInstanceOf(Delivery.Delivered.class);

    Arrived arrived = server.messages().get(0);
    assertThat(arrived.title().codePointCount(0, arrived.title().length())).isEqualTo(250);
    assertThat(arrived.message().codePointCount(0, arrived.message().length()))
        .isBetween(600, 1024);
    assertThat(arrived.message()).containsPattern("\n\\+29[78] more$");
  }

  @Test
  void neverSendsAnEmptyMessage() {
    assertThat(pushover.send(Samples.message(Status.OK, List.of(""))))
        .isEqualTo(Delivery.delivered());
    assertThat(server.messages().get(0).message()).isEqualTo("(no details)");
  }

  @Test
  void carriesTheExtrasButNoTtlInAnEmergency() {
    Messenger rich =
        phone(
            "retry: 30s, expire: 3h, sound: siren, device: \"pixel-9,desk\", ttl: 1h,"
                + " link: \"https://status.example/a?b=c&d=e\"");

    rich.send(Samples.message(Status.OK, Samples.DATA));
    rich.send(critical);

    assertThat(server.messages().get(0).fields())
        .containsEntry("sound", "siren")
        .containsEntry("device", "pixel-9,desk")
        .containsEntry("ttl", "3600")
        .containsEntry("url", "https://status.example/a?b=c&d=e");
    assertThat(server.messages().get(1).fields())
        .containsEntry("retry", "30")
        .containsEntry("expire", "10800")
        .doesNotContainKey("ttl");
  }

  @Test
  void quotesTheVendorsErrors() {
    assertThat(stranger().send(critical))
        .isEqualTo(
            new Delivery.Refused(
                "Pushover refused it (400): application token is invalid, "
                    + "see https://pushover.net/api"));
  }

  @Test
  void keepsTheMessageUntilTheQuotaBeginsAnew() {
    Instant reset = Instant.parse("2026-12-01T06:00:00Z");
    server.announce(new Quota(10_000, 0, reset));
    server.failNext(1, Fault.TOO_MANY);

    assertThat(pushover.send(critical))
        .isEqualTo(
            new Delivery.Failed(
                "the monthly Pushover quota is used up until 2026-12-01 06:00 UTC",
                Optional.of(reset)));
  }

  @Test
  void aUsedUpQuotaWithoutATimeIsTriedByTheNextRun() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(pushover.send(critical))
        .isEqualTo(new Delivery.Failed("the monthly Pushover quota is used up"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER_ERROR", "HANG", "STALL", "DROP"})
  void anyTroubleOnTheWayIsAFailureInTime(Fault fault) {
    server.failNext(10, fault);
    boolean silent = fault == Fault.HANG || fault == Fault.STALL;
    Messenger hasty = phone(silent ? "timeout: 300ms" : "timeout: 30s");

    Delivery delivery = assertTimeout(Duration.ofMinutes(1), () -> hasty.send(critical));

    assertThat(delivery).isInstanceOf(Delivery.Failed.class);
    assertThat(server.messages()).isEmpty();
    // On a busy machine the server may read only what was given up already.
    assertThat(server.requests()).isBetween(silent ? 0 : 1, 1);
  }

  @Test
  void aServerThatIsNotThereIsAFailure() {
    server.close();

    assertThat(pushover.send(critical))
        .isEqualTo(
            new Delivery.Failed(
                "Pushover: cannot connect; check the network, DNS and the firewall"));
  }

  private Messenger phone(String more) {
    return Channels.pushover(server.uri(), TOKEN, USER, more);
  }
}
