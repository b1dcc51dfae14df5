package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.sql.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
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
    assertThat(phone.cancelled()).as("the button stopped it already").isEmpty();
  }

  @Test
  void whatGotWorseIsNotTakenOnByTheButtonOfAnEarlierMessage() throws Exception {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("blocks, chain: ethereum", "blocks, warning: 30m, critical: 50m"));
    gapwatch("run", "chain");
    phone.acknowledge(phone.messages().get(0).receipt().orElseThrow(), PRESSED);
    newestBlock("2026-11-21 02:20:00");
    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");
    assertThat(gapwatch("incidents").out()).contains("WARNING", "acknowledged by Pushover");

    gapwatch("run", "chain", "--now", "2026-11-21T06:00:00Z");
    gapwatch("run", "chain", "--now", "2026-11-21T09:00:00Z");
    gapwatch("run", "chain", "--now", "2026-11-21T09:01:00Z");

    assertThat(gapwatch("incidents").out()).contains("CRITICAL").doesNotContain("acknowledged");
  }

  @Test
  void whatIsTakenOnByCommandRingsNoLonger() {
    gapwatch("run", "chain");
    String receipt = phone.messages().get(0).receipt().orElseThrow();
    gapwatch("incidents", "ack", gapwatch("incidents").out().substring(0, 5), "--by", "ann");

    gapwatch("run", "chain", "--now", "2026-11-21T00:10:00Z");
    gapwatch("run", "chain", "--now", "2026-11-21T00:20:00Z");

    assertThat(phone.cancelled()).containsExactly(receipt);
  }

  /** Runs come at the same minute of the hour, and each asks about one emergency. */
  @Test
  void eachOfSeveralEmergenciesHasItsTurn() throws Exception {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            + """
                  - {id: rows, type: sql, source: ethereum, query: SELECT count(*) FROM blocks, critical: ">1"}
            """);
    gapwatch("run", "chain");
    newestBlock("2026-11-20 22:00:00");
    gapwatch("run", "chain", "--now", "2026-11-21T03:00:00Z");
    phone.acknowledge(phone.messages().get(1).receipt().orElseThrow(), PRESSED);

    gapwatch("run", "chain", "--now", "2026-11-21T06:00:00Z");
    gapwatch("run", "chain", "--now", "2026-11-21T09:00:00Z");

    assertThat(gapwatch("incidents").out()).containsOnlyOnce("acknowledged by Pushover on ");
    assertThat(phone.receiptsAsked()).as("once in a run").isEqualTo(3);
  }

  private void newestBlock(String timestamp) throws Exception {
    try (Connection writer =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("chain.duckdb"))) {
      Databases.execute(
          writer, "INSERT INTO blocks VALUES (2, TIMESTAMP '%s')".formatted(timestamp));
    }
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
