package io.gapwatch.agent.probe.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are rotated by a copy, after which they are truncated and written on. */
class CopyAndTruncateTest {
  private final RotatedLog logs;
  private final Path log;

  CopyAndTruncateTest(@TempDir Path folder) throws IOException {
    logs = new RotatedLog(folder);
    log = logs.log();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.log.1", "app.log-20261121", "app__2026-11-21_00-00.log"})
  void copiedAndTruncated(String copy) throws IOException {
    logs.write(log, "ERROR 1");
    Files.copy(log, logs.named(copy));
    logs.touch(logs.named(copy));
    logs.write(log);
    logs.write(log, "ERROR 2");
    logs.assertErrors(2);
  }

  /** A run that comes while a large file is copied, and before it is truncated. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5})
  void runBetweenTheCopyAndTheTruncation(int copied) throws IOException {
    logs.write(log, "ERROR a", "ERROR b");
    logs.assertErrors(2);
    logs.write(log, "ERROR c", "ERROR d", "ERROR e");
    Path copy = logs.named("app__2026-11-21_12-00-00.log");
    Files.writeString(copy, Files.readString(log).substring(0, 8 * copied));
    logs.touch(copy);
    logs.assertErrors(3);

    Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
    logs.touch(copy);
    logs.write(log);
    logs.write(log, "ERROR f");
    logs.assertErrors(1);
  }

  /** The same where it is compressed while it is copied. */
  @Test
  void runBeforeTheTruncationOfWhatIsCompressed() throws IOException {
    String[] lines = IntStream.range(0, 40).mapToObj(i -> "ERROR " + i).toArray(String[]::new);
    logs.write(log, lines);
    logs.assertErrors(40);
    logs.write(log, "ERROR c");
    Files.writeString(logs.named("app__2026-11-21_12-00-00.log.gz"), "half of it");
    logs.touch(logs.named("app__2026-11-21_12-00-00.log.gz"));
    logs.assertErrors(1);
  }

  /** Truncated and longer again with the same line: it only looks as if it had not been. */
  @ParameterizedTest
  @ValueSource(strings = {"app__2026-11-21_12-00-00.log", "app.log.1"})
  void sameLineAgainAndAgain(String name) throws IOException {
    logs.write(log, "ERROR a", "ERROR a");
    logs.assertErrors(2);
    logs.write(log, "ERROR a");
    Files.copy(log, logs.named(name));
    logs.touch(logs.named(name));
    logs.write(log);
    logs.write(log, "ERROR a", "ERROR a", "ERROR a", "ERROR a");
    logs.assertErrors(5);
  }
}
