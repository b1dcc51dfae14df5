package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run with the clock three years ahead. */
class WrongClockTest extends Installation {
  WrongClockTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void isToldByEachRunAndBelievedByNothing() {
    run("2026-11-20T12:07:00Z");
    assertThat(run("2029-11-20T12:08:00Z").out()).doesNotContain("in the future");

    assertThat(run("2026-11-20T15:07:00Z").out())
        .contains("1 run in the future, the last at 2029-11-20 12:08 UTC, of chain");
    assertThat(run("2026-11-20T18:07:00Z").out()).contains("1 run in the future");

    assertThat(gapwatch("report", "chain").out()).contains("2026-11-20T18:07:00Z");
    assertThat(gapwatch("report", "chain", "--since", "12h").out())
        .contains("3 runs:")
        .doesNotContain("94,655,280", " -");
  }

  private Ran run(String now) {
    return gapwatch("run", "chain", "--now", now);
  }
}
