package io.gapwatch.agent.history;

import static io.gapwatch.agent.incident.Samples.finding;
import static io.gapwatch.agent.incident.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Transition.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held back while incidents are muted, and told when that ends. */
class MutingTest extends ToldChannels {
  MutingTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void storesButDoesNotTell() {
    shift.run(MUTED, WARNING);
    assertThat(told("phone")).isEmpty();
    String id = history.incidents().active("chain").get(0).id();
    assertThat(history.incidents().transitions(id)).hasSize(1);
  }

  @Test
  void tellsOfTheOpeningWhenItEnds() {
    shift.run(MUTED, WARNING);
    shift.run(MUTED, WARNING);
    shift.run(MUTED, WARNING);
    shift.run(WARNING);
    assertThat(told("phone")).containsExactly(Kind.OPENED);
    assertThat(told("chat")).containsExactly(Kind.OPENED);
  }

  @Test
  void tellsOfTheLastChangeOfSeverityToo() {
    shift.run(MUTED, WARNING);
    shift.run(MUTED, CRITICAL);
    shift.run(MUTED, WARNING);
    shift.run(MUTED, CRITICAL);
    shift.run(CRITICAL);
    assertThat(told("phone")).containsExactly(Kind.OPENED, Kind.WORSENED);
    assertThat(history.outbox().pending("chain", "phone").get(1).transition().at())
        .isEqualTo(shift.now().minus(Duration.ofHours(1)));
  }

  @Test
  void holdsBackOnlyWhatIsMuted() {
    shift.run(
        (incident, channel) ->
            Optional.of("planned").filter(why -> incident.finding().subject().equals("/")),
        result(
            "disk",
            finding("disk", Severity.WARNING, "/"),
            finding("disk", Severity.WARNING, "/data")));
    assertThat(history.outbox().pending("chain", "phone"))
        .extracting(pending -> pending.transition().incident().finding().subject())
        .containsExactly("/data");
  }

  @Test
  void holdsBackFromOneChannelOnly() {
    shift.run(
        (incident, channel) -> Optional.of("at night").filter(it -> channel.equals("chat")),
        WARNING);
    assertThat(told("phone")).containsExactly(Kind.OPENED);
    assertThat(told("chat")).isEmpty();
    assertThat(history.outbox().held("chain", "chat")).containsExactly("at night");
    assertThat(history.outbox().held("chain", "phone")).isEmpty();
    assertThat(history.deliveries().held())
        .containsExactly(new Deliveries.Held("chain", "chat", 1, "at night"));
    shift.run(WARNING);
    assertThat(told("chat")).containsExactly(Kind.OPENED);
    assertThat(history.outbox().held("chain", "chat")).isEmpty();
  }
}
