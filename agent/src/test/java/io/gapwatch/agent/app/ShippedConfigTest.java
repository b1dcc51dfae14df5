package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.KeepAliveConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that ships is the one that the documents describe. */
class ShippedConfigTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("").normalize();
  private static final Map<String, String> VARIABLES =
      Map.of("GAPWATCH_VAULT", "ocid1.vault.oc1.eu-frankfurt-1.example");

  @TempDir private Path folder = Path.of("");

  @Test
  void theConfigurationThatShipsLoads() throws IOException {
    Config config = load(Files.readString(ROOT.resolve("config/ethereum.yaml")));

    assertThat(config.state()).isEqualTo(Path.of("/var/lib/gapwatch"));
    assertThat(config.checks()).extracting("id").containsExactly("freshness", "blocks");
    assertThat(config.jobs().get("chain"))
        .satisfies(job -> assertThat(job.channels()).containsExactly("phone", "deadman"))
        .satisfies(job -> assertThat(job.schedule().text()).isEqualTo("7 */3 * * *"));
    assertThat(config.keepAlive()).contains(KeepAliveConfig.DEFAULT);
    assertThat(config.literalSecrets()).isEmpty();
  }

  private Config load(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("gapwatch.yaml"), yaml);
    Clock clock = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
    return new Configs(new Environment(VARIABLES, clock, folder))
        .load(Optional.of(file), Optional.empty());
  }
}
