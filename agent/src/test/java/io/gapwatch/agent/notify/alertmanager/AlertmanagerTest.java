package io.gapwatch.agent.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.StandIn;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.OpenIncidents;
import io.gapwatch.agent.notify.Samples;
import io.gapwatch.agent.notify.WebMessengerContract;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertmanagerTest extends WebMessengerContract {
  private static final Instant UNTIL = Samples.NOW.plus(Duration.ofHours(9));

  private final AlertmanagerServer server = new AlertmanagerServer();
  private final Messenger alertmanager = at(server.uri(), "60s");

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  protected Messenger messenger() {
    return alertmanager;
  }

  /** An alert has no title of the run. */
  @Override
  protected List<String> arrived() {
    return server.taken().stream()
        .map(alert -> alert.at("/annotations/summary").asText())
        .map(summary -> summary.startsWith("blocks 1-2: ") ? "❌ CHAIN UNHEALTHY" : summary)
        .toList();
  }

  @Override
  protected StandIn vendor() {
    return server;
  }

  @Override
  protected final Messenger at(URI server, String timeout) {
    return Channels.messenger(
        new AlertmanagerType(),
        "{url: \"%s/\", labels: {team: data}, link: \"https://status.example/\", timeout: %s}"
            .formatted(server, timeout),
        Map.of());
  }

  @Override
  protected Messenger stranger() {
    return Channels.messenger(
        new AlertmanagerType(), "{url: \"" + server.uri() + "/am\"}", Map.of());
  }

  @Test
  void anAlertSaysWhatItIsAndUntilWhenItHolds() {
    send(Status.CRITICAL, Samples.opened("1", Samples.gap(1, 2)));

    JsonNode alert = server.taken().get(0);
    assertThat(alert.path("labels"))
        .hasToString(
            "{\"team\":\"data\",\"alertname\":\"blocks\",\"check\":\"blocks\",\"job\":\"chain\","
                + "\"subject\":\"blocks 1-2\",\"severity\":\"critical\"}");
    assertThat(alert.at("/annotations/remedy").asText()).isEqualTo("backfill the range");
    assertThat(alert.path("startsAt").asText()).isEqualTo(Samples.NOW.toString());
    assertThat(alert.path("endsAt").asText()).isEqualTo(UNTIL.toString());
    assertThat(alert.path("generatorURL").asText()).isEqualTo("https://status.example/");
  }

  /** The same labels and beginning, or it would be another alert. */
  @Test
  void isToldAgainAsTheSameWithALaterEnd() {
    Transition opened = Samples.opened("1", Samples.gap(1, 2));
    send(Status.CRITICAL, opened);
    Instant later = UNTIL.plus(Duration.ofHours(3));

    assertThat(
            alertmanager.restate(
                new OpenIncidents(
                    "chain",
                    Samples.NOW.plus(Duration.ofHours(3)),
                    later,
                    List.of(opened.incident()))))
        .isEqualTo(Delivery.delivered());

    JsonNode first = server.taken().get(0);
    JsonNode second = server.taken().get(1);
    assertThat(second.path("labels")).isEqualTo(first.path("labels"));
    assertThat(second.path("startsAt")).isEqualTo(first.path("startsAt"));
    assertThat(second.path("endsAt").asText()).isEqualTo(later.toString());
    assertThat(alertmanager.forgets()).isTrue();
  }

  @Test
  void whatIsOverEndsNow() {
    send(Status.OK, Samples.resolved("2", Samples.gap(1, 2)));

    assertThat(server.alerts().values())
        .hasSize(3)
        .allSatisfy(
            alert -> assertThat(alert.path("endsAt").asText()).isEqualTo(Samples.NOW.toString()));
  }

  @Test
  void whatGetsWorseEndsWhatItWas() {
    send(
        Status.CRITICAL,
        Samples.transition(
            "2",
            Kind.WORSENED,
            Samples.NOW,
            Samples.finding("rate", Severity.CRITICAL, "rate", "none", "0")));

    assertThat(server.taken())
        .extracting(
            alert ->
                alert.at("/labels/severity").asText()
                    + (alert.path("endsAt").asText().equals(UNTIL.toString())
                        ? " fires"
                        : " ended"))
        .containsExactlyInAnyOrder("critical fires", "warning ended", "unknown ended");
  }

  @Test
  void tellsWhyItWasRefused() {
    assertThat(stranger().send(critical))
        .isEqualTo(new Delivery.Refused("Alertmanager refused it (404): check its address"));
  }

  /** A proxy in front of it may. */
  @Test
  void waitsAsLongAsItIsAsked() {
    server.failNext(1, Fault.TOO_MANY);

    assertThat(alertmanager.send(critical))
        .isEqualTo(
            new Delivery.Failed(
                "Alertmanager answered 429", Optional.of(Samples.NOW.plusSeconds(30))));
  }

  @Test
  void aLabelThatItRefusesIsAnErrorOfTheFile() {
    assertThatThrownBy(
            () ->
                SettingsOf.yaml(
                    new AlertmanagerType().shape(),
                    "{url: \"http://127.0.0.1:9093\", labels: {my-team: a}}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("label my-team must have letters, digits and underscores");
  }

  private void send(Status status, Transition... transitions) {
    Message message = Samples.message(status, List.of(), transitions);
    assertThat(alertmanager.send(message.lasting(UNTIL))).isEqualTo(Delivery.delivered());
  }
}
