package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text in the repository that a test holds the program to. To accept what the program says now,
 * run {@code scripts/update-golden-files} and look at the difference before committing it.
 */
public final class GoldenFile {
  private GoldenFile() {}

  public static void check(Path file, String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(file, actual);
      }
      assertThat(file).as("run scripts/update-golden-files to accept").exists();
      assertThat(actual)
          .as("%s; run scripts/update-golden-files to accept", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
