package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a new user starts it. */
class DemoIT {
  @Test
  void tellsTheStoryWithinAMinute(@TempDir Path folder) throws Exception {
    Ending demo = Program.in(folder).start("demo", "--dir", "story").end(Duration.ofMinutes(1));

    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.err()).isEmpty();
    assertThat(demo.out())
        .containsSubsequence(
            "A year of blocks",
            "✅ HEALTH CHECK PASSED",
            "✅ CHAIN HEALTHY",
            "The collector loses blocks",
            "❌ HEALTH CHECK FAILED",
            "❌ CHAIN UNHEALTHY",
            "10 blocks missing",
            "The check is now DOWN",
            "Someone backfills",
            "✅ CHAIN RECOVERED",
            "The emergency was cancelled",
            "The check is now UP",
            "That is a full cycle.");
    assertThat(folder.resolve("story").resolve("gapwatch.yaml")).isRegularFile();
  }
}
