package io.gapwatch.agent.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.finding.Finding;
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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people hear from a real Alertmanager, whose clock is the machine's. */
@Timeout(300)
class AlertmanagerIT {
  private static final Duration INTERVAL = Duration.ofHours(3);

  /** The first run, some time ago, so that all runs of a test lie in the past. */
  private final Instant first = Instant.now().minus(INTERVAL).truncatedTo(ChronoUnit.SECONDS);

  private final Finding gap = Samples.gap(1, 2);
  private final Finding last = Samples.gap(8, 9);
  private final RealAlertmanager real;
  private final Messenger channel;

  AlertmanagerIT(@TempDir Path folder) throws IOException {
    real = new RealAlertmanager(folder);
    channel = Channels.messenger(new AlertmanagerType(), "{url: \"" + real.uri() + "\"}", Map.of());
  }

  @AfterEach
  void close() {
    real.close();
  }

  @Test
  void isThere() {
    assertThat(channel.test()).isEqualTo(Delivery.delivered());
  }

  /** Told by three runs and resolved by a fourth, which was killed before it knew that it had. */
  @Test
  void firesOnceHoweverOftenItIsToldAndIsResolvedOnce() throws IOException, InterruptedException {
    Transition opened = opened("1", gap);
    send(first, opened);
    assertThat(real.told(1)).containsExactly("firing blocks 1-2 critical");

    for (int run = 1; run <= 3; run++) {
      Instant at = first.plus(Duration.ofMinutes(10L * run));
      assertThat(
              channel.restate(
                  new OpenIncidents("chain", at, until(at), List.of(opened.incident()))))
          .isEqualTo(Delivery.delivered());
    }
    JsonNode alert = real.get("/api/v2/alerts").path(0);
    assertThat(Instant.parse(alert.path("endsAt").asText()))
        .isEqualTo(until(first.plus(Duration.ofMinutes(30))));
    assertThat(Instant.parse(alert.path("startsAt").asText())).isEqualTo(first);

    Transition resolved = resolved("2", gap);
    send(first.plus(Duration.ofMinutes(40)), resolved);
    send(first.plus(Duration.ofMinutes(50)), resolved);
    real.told(2);

    // Whatever was told twice would have been told by the time that another came and went.
    send(first.plus(Duration.ofHours(1)), opened("3", last));
    real.told(3);
    send(first.plus(Duration.ofHours(2)), resolved("4", last));
    assertThat(real.told(4))
        .containsExactly(
            "firing blocks 1-2 critical",
            "resolved blocks 1-2 critical",
            "firing blocks 8-9 critical",
            "resolved blocks 8-9 critical");
  }

  @Test
  void whatGetsWorseFiresAnewAndEndsAsWhatItWas() {
    Finding warning = Samples.finding("rate", Severity.WARNING, "rate", "low", "3");
    Finding critical = Samples.finding("rate", Severity.CRITICAL, "rate", "none", "0");
    send(first, opened("1", warning));
    real.told(1);
    send(
        first.plus(INTERVAL.dividedBy(3)), Samples.transition("2", Kind.WORSENED, first, critical));
    real.told(3);
    send(first.plus(INTERVAL.dividedBy(2)), resolved("3", critical));

    assertThat(real.told(4))
        .startsWith("firing rate warning")
        .contains("resolved rate warning", "firing rate critical")
        .endsWith("resolved rate critical")
        .hasSize(4);
  }

  @Test
  void whatIsSilencedThereIsNotTold() throws IOException, InterruptedException {
    String silence =
        "{\"matchers\":[{\"name\":\"subject\",\"value\":\"blocks 1-2\",\"isRegex\":false}],"
            + "\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"createdBy\":\"ann\",\"comment\":\"backfill\"}";
    assertThat(
            real.post(
                "/api/v2/silences",
                silence.formatted(Instant.now(), Instant.now().plus(Duration.ofHours(9)))))
        .isEqualTo(200);

    send(first, opened("1", gap), opened("2", last));

    assertThat(real.told(1)).containsExactly("firing blocks 8-9 critical");
    send(first.plus(INTERVAL.dividedBy(2)), resolved("3", gap), resolved("4", last));
    assertThat(real.told(2))
        .containsExactly("firing blocks 8-9 critical", "resolved blocks 8-9 critical");
  }

  @Test
  void theEndOfWhatNeverFiredIsToldToNobody() {
    send(first, resolved("1", gap));
    send(first, opened("2", last));

    assertThat(real.told(1)).containsExactly("firing blocks 8-9 critical");
  }

  private Transition opened(String id, Finding finding) {
    return Samples.transition(id, Kind.OPENED, first, finding);
  }

  private Transition resolved(String id, Finding finding) {
    return Samples.transition(id, Kind.RESOLVED, first, finding);
  }

  private void send(Instant at, Transition... transitions) {
    Message message = Samples.message(Status.CRITICAL, List.of(), transitions);
    assertThat(
            channel.send(
                new Message(
                        message.id(),
                        message.job(),
                        message.status(),
                        at,
                        message.title(),
                        List.of(),
                        message.transitions())
                    .lasting(until(at))))
        .isEqualTo(Delivery.delivered());
  }

  private static Instant until(Instant at) {
    return at.plus(INTERVAL.multipliedBy(3));
  }
}
