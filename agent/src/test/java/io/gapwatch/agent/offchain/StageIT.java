package io.gapwatch.agent.offchain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.OwnProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, as to clear a stage ends all that its process has started. */
class StageIT {
  private final Path folder;

  StageIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  @Timeout(300)
  void endsAStoryThatWaitsForWhatHasEnded() throws Exception {
    Process process =
        new ProcessBuilder(OwnProcess.command(Demo.class, List.of(), folder.toString()))
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor()).isZero();
      assertThat(process.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("false\n");
    } finally {
      process.destroyForcibly();
    }
  }

  /** It is broken off while it waits for something that will not come any more. */
  static final class Demo {
    private Demo() {}

    /** Argument: the folder. */
    public static void main(String[] arguments) throws Exception {
      Stage stage = new Stage(Path.of(arguments[0]), Duration.ZERO);
      System.out.println(
          stage.play(
              () -> {
                new Thread(stage::clear).start();
                new CountDownLatch(1).await();
                return true;
              }));
    }
  }
}
