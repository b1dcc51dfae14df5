package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of which a part is gone, as while a release is replaced. */
class GapwatchTest {
  private static final long TIMEOUT_MINUTES = 2;

  @Test
  void nothingElseIsThere(@TempDir Path folder) throws IOException, InterruptedException {
    String name = Gapwatch.class.getName().replace('.', '/') + ".class";
    Path alone = folder.resolve("alone").resolve(name);
    Files.createDirectories(alone.getParent());
    try (InputStream bytes =
        Objects.requireNonNull(Gapwatch.class.getResourceAsStream("Gapwatch.class"))) {
      Files.copy(bytes, alone);
    }
    endsWithoutATrace(folder, folder.resolve("alone"));
  }

  @Test
  void librariesAreMissing(@TempDir Path folder)
      throws URISyntaxException, IOException, InterruptedException {
    endsWithoutATrace(
        folder,
        Path.of(Gapwatch.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
  }

  private static void endsWithoutATrace(Path folder, Path classes)
      throws IOException, InterruptedException {
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes.toString(),
                Gapwatch.class.getName(),
                "check")
            .redirectOutput(out)
            .redirectError(err)
            .start();
    assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(out.toPath(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(Files.readString(err.toPath(), StandardCharsets.UTF_8).lines())
        .containsExactly(
            "gapwatch: a part of the program is missing or does not fit; install the release again");
    assertThat(process.exitValue()).isEqualTo(2);
  }
}
