package io.gapwatch.agent.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A release whose native library of DuckDB is damaged says so, whoever loads it first. */
@Timeout(120)
class BrokenDriverIT {
  private final Path folder;

  BrokenDriverIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "run job"})
  void isNamedWithTheReason(String command) throws Exception {
    Path jar = damagedRelease();
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        """
        version: 1
        sources: {file: {type: duckdb, url: some.duckdb}}
        jobs:
          job:
            schedule: "0 * * * *"
            checks: [{id: fresh, type: staleness, source: file, table: some}]
        """);
    Files.createFile(folder.resolve("some.duckdb"));

    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-jar",
                            jar.toString()),
                        Stream.of((command + " --config " + config).split(" ")))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isEqualTo(2);
    assertThat(said)
        .containsPattern("could not be checked: DuckDB could not be loaded: \\S*libduckdb_java")
        .contains("check that the release is for this machine");
  }

  /** The packaged program with text in place of the library. */
  private Path damagedRelease() throws IOException {
    Path whole = Jar.folder();
    Path jar = Files.copy(whole.resolve("gapwatch.jar"), folder.resolve("gapwatch.jar"));
    copy(whole.resolve("lib"), folder.resolve("lib"));
    copy(whole.resolve("lib/duckdb"), folder.resolve("lib/duckdb"));
    try (DirectoryStream<Path> libraries =
        Files.newDirectoryStream(folder.resolve("lib/duckdb"), "libduckdb_java*")) {
      for (Path library : libraries) {
        Files.writeString(library, "damaged");
      }
    }
    return jar;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
