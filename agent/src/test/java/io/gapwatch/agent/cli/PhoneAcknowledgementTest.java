package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody takes an emergency on where it rings. */
class PhoneAcknowledgementTest extends Installation {
  private static final Instant PRESSED = Instant.parse("2026-11-21T00:10:00Z");

  PhoneAcknowledgementTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void isReadBackAndStopsTheEscalation() throws IOException {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("[phone, deadman]", "[phone, deadman]\n    escalate: {after: 1h, to: phone}"));
    gapwatch("run", "chain");
    gapwatch("run", "chain", "--now", "2026-11-21T00:30:00Z");
    assertThat(phone.receiptsAsked()).as("once in a run").isEqualTo(1);
    assertThat(gapwatch("incidents").out()).doesNotContain("acknowledged");

    phone.acknowledge(phone.messages().get(0).receipt().orElseThrow(), PRESSED);
    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");

    assertThat(gapwatch("incidents").out()).contains("open, acknowledged by Pushover on ");
    assertThat(phone.messages()).as("it is not escalated").hasSize(1);
    assertThat(phone.receiptsAsked()).isEqualTo(2);
    gapwatch("run", "chain", "--now", "2026-11-21T06:00:00Z");
    assertThat(phone.receiptsAsked()).as("what is taken on is asked no more").isEqualTo(2);
  }

  @Test
  void aVendorThatDoesNotAnswerChangesNothing() {
    gapwatch("run", "chain");
    phone.loseReceipts();

    Ran run = gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");

    assertThat(run.code()).isEqualTo(1);
    assertThat(gapwatch("incidents").out()).doesNotContain("acknowledged");
  }
}
