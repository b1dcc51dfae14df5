package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.upkeep.Ageing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HousekeepingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration LONG = Duration.ofHours(49);

  private final Path state;
  private final Path temporary;

  HousekeepingTest(@TempDir Path folder) {
    state = folder.resolve("state");
    temporary = folder.resolve("tmp");
  }

  /** Names as the drivers give them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "state/logs/chain.log",
        "state/logs/chain-2026-11-19.log",
        "state/logs/machine.log.1",
        "state/logs/machine.log.12",
        "state/logs/machine.log.2.gz",
        "state/logs/machine.log.gz",
        "state/logs/machine.log-20261119",
        "state/logs/machine.log-20261119.gz",
        "state/logs/machine.log-20261119.xz",
        "state/logs/machine.log-1763553600.zst",
        "state/logs/machine.log.20261119",
        "state/duckdb/tmp-4711/duckdb_temp_storage_DEFAULT-0.tmp",
        "tmp/gapwatch-4711-0a1b2c3d/tmp/duckdb_temp_storage_DEFAULT-0.tmp",
        "tmp/libduckdb_java10537681338107310282.so",
        "tmp/sqlite-3.50.3.0-2a0b6f3e-1d2c-4d1e-9f10-0a1b2c3d4e5f-libsqlitejdbc.so",
        "tmp/sqlite-3.50.3.0-2a0b6f3e-1d2c-4d1e-9f10-0a1b2c3d4e5f-libsqlitejdbc.so.lck",
      })
  void whatARunLeftBehindGoes(String name) throws Exception {
    Path file = old(name);

    assertThat(new Housekeeping(state, temporary).sweep(NOW, Ageing.byTheClock(NOW))).isEmpty();

    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state/history.db",
        "state/logs/chain.log.keep",
        "state/logs/chain.logs",
        "state/logs/notes.gz",
        "state/logs/chain.log.1.txt",
        "state/logs/chain.log-2026",
        "state/logs/blog.1",
        "state/logs/machine.log.1/notes",
        "state/machine.log.1",
        "state/crontab/1763553600.log",
        "state/gapwatch.yaml.restored",
        "state/locks/chain.lock",
        "state/duckdb/extensions.log",
        "tmp/gapwatch-4711-0a1b2c3d/notes",
        "tmp/gapwatch-demo-1234/blocks.duckdb",
        "tmp/sqlite-notes.txt",
        "tmp/report.log",
      })
  void whatItDoesNotKnowStays(String name) throws Exception {
    Path file = old(name);

    new Housekeeping(state, temporary).sweep(NOW, Ageing.byTheClock(NOW));

    assertThat(file).exists();
  }

  @Test
  void whatCannotBeDeletedIsNoReasonToFail() throws Exception {
    Files.createDirectories(state);
    Files.writeString(state.resolve("logs"), "a file where a folder should be");

    assertThat(new Housekeeping(state, temporary).sweep(NOW, Ageing.byTheClock(NOW))).isEmpty();
  }

  /** A running program holds its native library open; on Linux that survives being unlinked. */
  @Test
  void aYoungLibraryMayBeInUse() throws Exception {
    Path file = old("tmp/libduckdb_java1.so");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(23))));

    new Housekeeping(state, temporary).sweep(NOW, Ageing.byTheClock(NOW));

    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactly(file);
    }
  }

  private Path old(String name) throws IOException {
    Path file = state.resolveSibling(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "");
    for (int i = file.getNameCount(); i > state.getNameCount(); i--) {
      Path path = file.getRoot().resolve(file.subpath(0, i));
      Files.setLastModifiedTime(path, FileTime.from(NOW.minus(LONG)));
    }
    return file;
  }
}
