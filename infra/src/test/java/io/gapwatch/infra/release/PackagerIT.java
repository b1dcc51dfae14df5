package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as it is built beside this module. */
class PackagerIT {
  private static final long LARGEST_BYTES = 40_000_000;

  @Test
  void theReleaseIsSmallEnough(@TempDir Path folder) throws Exception {
    Path agent = Path.of("../agent/target");
    assumeTrue(Files.exists(agent.resolve("gapwatch.jar")), "the agent is not packaged");
    Path archive = folder.resolve("gapwatch.tar.gz");

    new Packager(agent, Path.of("../config/ethereum.yaml"), Platform.LINUX_ARM64).pack(archive);

    assertThat(Files.size(archive)).isBetween(1_000_000L, LARGEST_BYTES);
  }
}
