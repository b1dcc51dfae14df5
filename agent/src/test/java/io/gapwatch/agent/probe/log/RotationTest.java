package io.gapwatch.agent.probe.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were rotated in ways in which their last place says little or nothing. */
class RotationTest {
  private final RotatedLog logs;
  private final Path log;

  RotationTest(@TempDir Path folder) throws IOException {
    logs = new RotatedLog(folder);
    log = logs.log();
  }

  @Test
  void renamed() throws IOException {
    logs.write(log, "ERROR 1");
    Files.move(log, logs.named("app.log.1"));
    logs.write(log);
    logs.assertErrors(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"renamed", "copied"})
  void compressed(String how) throws IOException {
    logs.write(log, "ERROR 1");
    if (how.equals("renamed")) {
      Files.move(log, logs.named("app.log.1"));
    } else {
      Files.copy(log, logs.named("app.log.1"));
      logs.touch(logs.named("app.log.1"));
    }
    logs.write(log);
    logs.compress(logs.named("app.log.1"));
    logs.assertLost("rotated and compressed");
  }

  @Test
  void emptiedInPlace() throws IOException {
    logs.write(log, "ERROR 1");
    logs.write(log);
    logs.assertLost("rotated or truncated");
  }

  @Test
  void movedAway() throws IOException {
    logs.write(log, "ERROR 1");
    Files.move(log, logs.named("backup"));
    Files.move(logs.named("backup"), Files.createDirectory(logs.named("old")).resolve("app.log"));
    logs.write(log);
    logs.assertLost("rotated or truncated");
  }

  @Test
  void oldRotatedFilesAreNoNews() throws IOException {
    logs.write(logs.named("app.log.1"), "ERROR old");
    logs.write(logs.named("app.log.2"), "ERROR older");
    logs.compress(logs.named("app.log.2"));
    logs.run();
    logs.assertNothingNew();
    logs.write(log, "ERROR 1");
    logs.assertErrors(1);
  }

  @Test
  void severalTimesBetweenTwoRuns() throws IOException {
    logs.write(log, "start");
    logs.run();
    logs.write(log, "ERROR 1");
    Files.move(log, logs.named("app.log.2"));
    logs.write(log, "ERROR 2", "ERROR 3");
    Files.move(log, logs.named("app.log.1"));
    logs.write(log, "ERROR 4");
    logs.assertErrors(4);
  }

  @Test
  void severalTimesWithAllOfThemWatched() throws IOException {
    logs.watch("app.log*");
    logs.write(log, "start");
    logs.run();
    logs.run();
    logs.write(log, "ERROR 1");
    Files.move(log, logs.named("app.log.2"));
    logs.write(log, "ERROR 2", "ERROR 3");
    Files.move(log, logs.named("app.log.1"));
    logs.write(log, "ERROR 4");
    logs.assertErrors(4);
  }

  @Test
  void severalTimesAndOneOfThemCompressed() throws IOException {
    logs.write(log, "start");
    logs.run();
    logs.write(log, "ERROR 1");
    Files.move(log, logs.named("app.log.2"));
    logs.compress(logs.named("app.log.2"));
    logs.write(log, "ERROR 2");
    Files.move(log, logs.named("app.log.1"));
    logs.write(log, "ERROR 3");
    logs.assertLost("rotated and compressed");
  }

  /** Each life of a program begins with the same words. */
  @Test
  void replacedByALongerOneThatBeginsAlike() throws IOException {
    logs.write(log, "Starting");
    logs.run();
    logs.write(log, "ERROR 1");
    Files.move(log, logs.named("app.log.1"));
    logs.compress(logs.named("app.log.1"));
    logs.write(log, "Starting", "ERROR 2", "ERROR 3");
    logs.assertLost("rotated and compressed");
  }

  @Test
  void replacedByAnotherThatBeginsAlikeAndNothingIsLeft() throws IOException {
    logs.write(log, "Starting");
    logs.run();
    logs.write(logs.named("new"), "Starting", "ERROR 2", "ERROR 3");
    Files.move(logs.named("new"), log, StandardCopyOption.REPLACE_EXISTING);
    logs.assertLost("rotated or truncated");
  }

  /** As rsync does it: a new file with all of the old one. */
  @Test
  void copyThatIsRenewedGoesOn() throws IOException {
    logs.write(log, "x".repeat(300));
    logs.run();
    Files.copy(log, logs.named(".app.log.tmp"));
    logs.write(logs.named(".app.log.tmp"), "ERROR 1");
    Files.move(logs.named(".app.log.tmp"), log, StandardCopyOption.REPLACE_EXISTING);
    logs.assertErrors(1);
  }

  @Test
  void linkThatMovesOn() throws IOException {
    logs.watch("current");
    logs.write(logs.named("21-november"), "start");
    Files.createSymbolicLink(logs.named("current"), logs.named("21-november"));
    logs.run();
    logs.assertNothingNew();
    logs.write(logs.named("21-november"), "ERROR 1");
    Files.delete(logs.named("current"));
    logs.write(logs.named("22-november"), "ERROR 2", "ERROR 3");
    Files.createSymbolicLink(logs.named("current"), logs.named("22-november"));
    logs.assertErrors(3);
  }

  /** Nobody told the program that its log was rotated. */
  @Test
  void rotatedFileThatIsStillWrittenToIsTold() throws IOException {
    logs.write(log, "ERROR 1");
    Files.move(log, logs.named("app.log.1"));
    logs.write(log);
    logs.assertErrors(1);
    logs.write(logs.named("app.log.1"), "ERROR 2");
    logs.assertLost("app.log.1 is still written to");
  }
}
