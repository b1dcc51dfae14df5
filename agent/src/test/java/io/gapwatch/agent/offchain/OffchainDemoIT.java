package io.gapwatch.agent.offchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Narrator;
import io.gapwatch.agent.report.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story that {@code scripts/demo offchain} tells. */
@Timeout(300)
class OffchainDemoIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void itGoesAsPlanned() throws IOException, SQLException, InterruptedException {
    StringWriter told = new StringWriter();

    boolean asPlanned =
        OffchainDemo.tell(
            folder,
            Path.of("").toAbsolutePath().resolveSibling("config").resolve("offchain.yaml"),
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS),
            new Narrator(new PrintWriter(told), Style.PLAIN));

    assertThat(asPlanned).as("%s", told).isTrue();
    assertThat(told.toString())
        .contains("PROCESS STATUS", "RECENT EPOCHS", "SYSTEM RESOURCES", "That is a full cycle.")
        .contains("cls-worker-1 is stopped", "CRITICAL milo: newest epoch", "INFO errors: 1 line")
        .contains("resolved cls-worker-1", "resolved milo: newest epoch");
  }
}
