package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real locks, and the kernel's own list of them. */
class RunningJobsTest {
  private static final Path PROC = Path.of("/proc");

  @TempDir private Path state = Path.of("");

  @Test
  void noneBeforeTheFirstRun() {
    assertThat(new RunningJobs(PROC, state).getAsBoolean()).isFalse();
  }

  @Test
  void aJobRunsWhileItsLockIsHeld() throws IOException {
    RunningJobs jobs = new RunningJobs(PROC, state);
    try (FileChannel file = lockFile("chain.lock")) {
      assertThat(jobs.getAsBoolean()).as("the file alone means nothing").isFalse();
      try (FileLock held = file.lock()) {
        assertThat(held.isValid()).isTrue();
        assertThat(jobs.getAsBoolean()).isTrue();
        assertThat(jobs.getAsBoolean()).as("looking does not take it away").isTrue();
      }
      assertThat(jobs.getAsBoolean()).isFalse();
    }
  }

  @Test
  void theLockOfTheBurstItselfIsNoJob() throws IOException {
    try (FileChannel file = lockFile(".keep-alive.lock");
        FileLock held = file.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThat(new RunningJobs(PROC, state).getAsBoolean()).isFalse();
    }
  }

  @Test
  void notBeingAbleToSeeIsAnError() {
    assertThatThrownBy(() -> new RunningJobs(state, state).getAsBoolean())
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("could not tell whether a job is running");
  }

  private FileChannel lockFile(String name) throws IOException {
    Path folder = Files.createDirectories(state.resolve("locks"));
    return FileChannel.open(
        folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
