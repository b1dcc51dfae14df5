package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The package by the real dpkg: installed, used, upgraded, removed and purged in a Debian root. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DebianPackageIT {
  private final Path work;

  DebianPackageIT(@TempDir Path work) {
    this.work = work;
  }

  @BeforeEach
  void needsAMachineOfItsOwn() throws Exception {
    Optional<String> obstacle = RootFilesystem.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> "dpkg was not tested: " + obstacle.orElse(""));
  }

  @Test
  void itComesWorksAndGoesAsCleanly() throws Exception {
    Files.move(pack("amd64"), work.resolve("one.deb"));
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));

    String said =
        run(
            Map.of(),
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            Path.of("src/test/resources/deb-it.sh").toAbsolutePath().toString(),
            RootFilesystem.make().toString(),
            work.toString(),
            Path.of(System.getProperty("java.home")).toRealPath().toString());

    assertThat(part(said, "install"))
        .contains(
            "Version: 0.1.0~one",
            "gapwatch 700 /var/lib/gapwatch",
            "root 750 /etc/gapwatch",
            "root 640 /etc/gapwatch/gapwatch.yaml");
    assertThat(part(said, "use"))
        .contains("gapwatch 0.1.0", "1 source", "[DISK]", "wrote /tmp/mine/gapwatch.yaml");
    assertThat(part(said, "upgrade")).contains("Version: 0.1.0~two", "# ours", "[DISK]");
    assertThat(part(said, "remove")).contains("gapwatch.yaml", "history.db");
    assertThat(part(said, "purge"))
        .as("nothing is left")
        .contains("Purging")
        .doesNotContain("\n< ", "\n> ", "the user is left");
  }

  @Test
  void theOtherArchitectureHasItsOwnLibraries() throws Exception {
    Path archive = pack("arm64");

    assertThat(run(Map.of(), "dpkg-deb", "--field", archive.toString(), "Architecture"))
        .contains("arm64");
    List<String> libraries =
        run(Map.of(), "dpkg-deb", "--contents", archive.toString())
            .lines()
            .filter(line -> line.contains(".so"))
            .map(line -> line.replaceAll(".*/lib/", ""))
            .sorted()
            .toList();
    assertThat(libraries)
        .containsExactly(
            "duckdb/libduckdb_java.so_linux_arm64",
            "libsqlitejdbc.so",
            "motherduck/libduckdb_java.so_linux_arm64");
  }

  private Path pack(String architecture) throws Exception {
    Path folder = Files.createDirectory(work.resolve(architecture));
    run(
        Map.of("DEB_VERSION", "0.1.0~one", "DEB_COMPRESSION", "none"),
        Path.of("../scripts/deb").toAbsolutePath().toString(),
        architecture,
        folder.toString());
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().orElseThrow();
    }
  }

  private static String part(String said, String name) {
    return Arrays.stream(said.split("(?m)^== "))
        .filter(part -> part.startsWith(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(said));
  }

  private String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(work, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.waitFor();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }
}
