package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as it is built beside this module. */
class PackagerIT {
  private static final long LARGEST_BYTES = 40_000_000;

  private final Path archive;

  PackagerIT(@TempDir Path folder) {
    this.archive = folder.resolve("gapwatch.tar.gz");
  }

  @BeforeEach
  void pack() {
    Path agent = Path.of("../agent/target");
    assumeTrue(Files.exists(agent.resolve("gapwatch.jar")), "the agent is not packaged");
    new Packager(agent, Path.of("../config/ethereum.yaml"), Platform.LINUX_ARM64, false)
        .pack(archive);
  }

  @Test
  void theReleaseIsSmallEnough() throws Exception {
    assertThat(Files.size(archive)).isBetween(1_000_000L, LARGEST_BYTES);
  }

  /** Class-data sharing leaves out the classes of signed jars. */
  @Test
  void theReleaseHoldsOraclesSdkWithoutSignaturesAndWithoutJersey() throws Exception {
    List<Path> jars = jars();

    assertThat(jars)
        .anyMatch(jar -> jar.toString().contains("oci-java-sdk-secrets"))
        .noneMatch(
            // Jakarta Mail and its activation are those of the mail channel.
            jar -> jar.toString().matches(".*(jersey|hk2|jakarta\\.ws|javassist|resilience4j).*"));
    assertThat(jars.stream().flatMap(PackagerIT::entries))
        .contains("com/oracle/bmc/secrets/SecretsClient.class")
        .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
  }

  private List<Path> jars() throws IOException, InterruptedException {
    Path tree = Files.createDirectories(archive.resolveSibling("tree"));
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", tree.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    try (Stream<Path> files = Files.list(tree.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static Stream<String> entries(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
