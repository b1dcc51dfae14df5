package io.gapwatch.agent.notify.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.Moment;
import io.gapwatch.agent.demo.StandIn;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.WebMessengerContract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagerDutyTest extends WebMessengerContract {
  private static final Finding WARNING =
      Samples.finding("rate", Severity.WARNING, "rate", "low", "3");
  private static final Finding CRITICAL =
      Samples.finding("rate", Severity.CRITICAL, "rate", "none", "0");

  private final PagerDutyServer server = new PagerDutyServer();
  private final Messenger pagerDuty = pagerDuty(PagerDutyServer.KEY);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Messenger messenger() {
    return pagerDuty;
  }

  /** An alert has no title of the run; its client is what opened it. */
  @Override
  protected List<String> arrived() {
    return server.taken().stream()
        .map(event -> event.at("/payload/summary").asText())
        .map(summary -> summary.startsWith("chain: CRITICAL") ? "❌ CHAIN UNHEALTHY" : summary)
        .toList();
  }

  @Override
  protected StandIn vendor() {
    return server;
  }

  @Override
  protected Messenger at(URI server, String timeout) {
    return pagerDuty(server, PagerDutyServer.KEY, timeout);
  }

  @Override
  protected Messenger stranger() {
    return pagerDuty("fedcba9876543210fedcba9876543210");
  }

  @Test
  void anAlertSaysWhatIsWrongAndSinceWhen() {
    pagerDuty.send(critical);

    JsonNode event = Objects.requireNonNull(server.open().get("critical/blocks/blocks 1-2"));
    assertThat(event.at("/payload/summary").asText())
        .isEqualTo("chain: CRITICAL blocks 1-2: 2 blocks missing (since 02:10 UTC, 3h 5m) [syjss]");
    assertThat(event.at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(event.at("/payload/timestamp").asText()).isEqualTo("2026-11-21T02:10:00Z");
    assertThat(event.at("/payload/custom_details/remedy").asText()).isEqualTo("backfill the range");
    assertThat(event.path("client_url").asText()).isEqualTo("https://status.example/");
  }

  @Test
  void eachIncidentIsAnAlertUntilItIsOver() {
    send(Samples.opened("1", Samples.gap(1, 2)), Samples.opened("2", Samples.gap(5, 6)));
    assertThat(server.open()).hasSize(2);

    send(Samples.resolved("3", Samples.gap(1, 2)));
    assertThat(server.open()).containsOnlyKeys("critical/blocks/blocks 5-6");

    send(Samples.resolved("4", Samples.gap(5, 6)));
    assertThat(server.open()).isEmpty();
  }

  /** Who acknowledged the warning would never hear of a second trigger for it. */
  @Test
  void whatGetsWorseIsAnotherAlertAndTheFirstIsOver() {
    send(Samples.opened("1", WARNING));
    send(Samples.transition("2", Kind.WORSENED, Samples.NOW, CRITICAL));
    assertThat(server.open()).containsOnlyKeys("critical/rate/rate");

    send(Samples.transition("3", Kind.EASED, Samples.NOW, WARNING));
    assertThat(server.open()).containsOnlyKeys("warning/rate/rate");

    send(Samples.resolved("4", WARNING));
    assertThat(server.open()).isEmpty();
  }

  /** Whatever was open before, and however much piled up: nothing stays open. */
  @Test
  void theEndResolvesWhatItMayHaveBeen() {
    send(Samples.opened("1", WARNING));
    send(
        Samples.transition("2", Kind.WORSENED, Samples.NOW, CRITICAL),
        Samples.resolved("3", CRITICAL));

    assertThat(server.open()).isEmpty();
  }

  @Test
  void theUnknownIsAnError() {
    send(Samples.opened("1", Samples.unknown("blocks", "connection refused")));

    assertThat(server.taken().get(0).at("/payload/severity").asText()).isEqualTo("error");
  }

  @Test
  void oneRefusedEventKeepsNoOtherBack() {
    server.failNext(1, Fault.REJECTION);

    Delivery sent =
        send(Samples.opened("1", Samples.gap(1, 2)), Samples.opened("2", Samples.gap(5, 6)));

    assertThat(sent).isInstanceOf(Delivery.Refused.class);
    assertThat(server.open()).containsOnlyKeys("critical/blocks/blocks 5-6");
  }

  @Test
  void whatFailsInTheMiddleIsToldAgainAsTheSameAlerts() {
    AtomicInteger received = new AtomicInteger();
    server.witness(
        (moment, path) -> {
          if (moment == Moment.RECEIVED && received.incrementAndGet() == 2) {
            server.failNext(1, Fault.SERVER_ERROR);
          }
        });
    Transition[] two = {
      Samples.opened("1", Samples.gap(1, 2)), Samples.opened("2", Samples.gap(5, 6))
    };

    assertThat(send(two)).isInstanceOf(Delivery.Failed.class);
    assertThat(server.open()).hasSize(1);
    assertThat(send(two)).isEqualTo(Delivery.delivered());
    assertThat(server.open()).hasSize(2);
  }

  @Test
  void moreThanItTakesAreCounted() {
    Transition[] many = new Transition[60];
    for (int i = 0; i < many.length; i++) {
      many[i] = Samples.opened("%02d".formatted(i), Samples.gap(10L * i, 10L * i + 1));
    }
    send(many);

    assertThat(server.open()).hasSize(50);
    assertThat(server.taken().get(49).at("/payload/summary").asText()).endsWith("; +10 more");
  }

  @Test
  void aKeyThatIsNotKnownIsRefusedInTheVendorsWords() {
    Messenger stranger = pagerDuty("fedcba9876543210fedcba9876543210");

    assertThat(stranger.test())
        .isEqualTo(
            new Delivery.Refused(
                "PagerDuty refused it (400): Event object is invalid: 'routing_key' is invalid",
                true));
  }

  @Test
  void aKeyOfAnotherFormIsAnErrorWithoutIt() {
    assertThatThrownBy(() -> pagerDuty("u+secretsecret"))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("32 letters and digits")
        .hasMessageNotContaining("secretsecret");
  }

  @Test
  void waitsAsLongAsItIsAsked() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(pagerDuty.send(critical))
        .isEqualTo(
            new Delivery.Failed(
                "PagerDuty answered 429", Optional.of(Samples.NOW.plusSeconds(30))));
  }

  @Test
  void tellsNobodyOfHealth() {
    assertThat(pagerDuty.wantsHealthySummary()).isFalse();
  }

  private Delivery send(Transition... transitions) {
    return pagerDuty.send(Samples.message(Status.CRITICAL, List.of(), transitions));
  }

  private Messenger pagerDuty(String key) {
    return pagerDuty(server.uri(), key, "60s");
  }

  private static Messenger pagerDuty(URI server, String key, String timeout) {
    return Channels.messenger(
        new PagerDutyType(),
        "{api: \"%s\", key: \"${secret:K}\", link: \"https://status.example/\", timeout: %s}"
            .formatted(server, timeout),
        Map.of("K", key));
  }
}
