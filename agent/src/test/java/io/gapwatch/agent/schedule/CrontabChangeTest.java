package io.gapwatch.agent.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrontabChangeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Path CONFIG = Path.of("/etc/g.yaml");
  private static final String BLOCK =
      "# BEGIN gapwatch /etc/g.yaml\n7 * * * * x\n# END gapwatch /etc/g.yaml\n";

  private final Path state;
  private final Table table = new Table();

  CrontabChangeTest(@TempDir Path folder) {
    state = folder.resolve("state");
  }

  /** A crontab in memory. */
  private static final class Table implements CrontabStore {
    private String text = "0 1 * * * backup\n";
    private boolean deaf;

    @Override
    public byte[] read() {
      return text.getBytes(UTF_8);
    }

    @Override
    public void write(byte[] crontab) {
      text = deaf ? text : new String(crontab, UTF_8);
    }
  }

  @Test
  void theCrontabAsItWasIsKept() throws IOException {
    CrontabChange change = CrontabChange.install(table, CONFIG, BLOCK);
    assertThat(change.none()).isFalse();
    assertThat(change.diff())
        .containsExactly(
            "+ # BEGIN gapwatch /etc/g.yaml", "+ 7 * * * * x", "+ # END gapwatch /etc/g.yaml");
    Path copy = change.make(state, NOW).orElseThrow();
    assertThat(copy).isEqualTo(state.resolve("crontab/20261121T000000000Z.txt"));
    assertThat(copy).hasContent("0 1 * * * backup\n");
    assertThat(Files.getPosixFilePermissions(copy))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(table.text).isEqualTo(BLOCK + "0 1 * * * backup\n");
  }

  @Test
  void installingTwiceIsInstallingOnce() {
    CrontabChange.install(table, CONFIG, BLOCK).make(state, NOW);
    assertThat(CrontabChange.install(table, CONFIG, BLOCK).none()).isTrue();
  }

  @Test
  void removingGivesBackWhatThereWas() {
    CrontabChange.install(table, CONFIG, BLOCK).make(state, NOW);
    CrontabChange.remove(table, CONFIG).make(state, NOW.plusSeconds(1));
    assertThat(table.text).isEqualTo("0 1 * * * backup\n");
    assertThat(CrontabChange.remove(table, CONFIG).none()).isTrue();
  }

  @Test
  void anEmptyCrontabNeedsNoCopy() {
    table.text = "";
    assertThat(CrontabChange.install(table, CONFIG, BLOCK).make(state, NOW)).isEmpty();
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
    CrontabChange change = CrontabChange.install(table, CONFIG, BLOCK);
    table.text = "0 2 * * * theirs\n";
    assertThatThrownBy(() -> change.make(state, NOW))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("try again");
    assertThat(table.text).isEqualTo("0 2 * * * theirs\n");
  }

  @Test
  void aChangeThatDidNotHappenIsNotCalledDone() {
    table.deaf = true;
    assertThatThrownBy(() -> CrontabChange.install(table, CONFIG, BLOCK).make(state, NOW))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("not what was installed");
  }

  @Test
  void withoutACopyNothingIsChanged() throws IOException {
    Files.writeString(state, "not a folder");
    assertThatThrownBy(() -> CrontabChange.install(table, CONFIG, BLOCK).make(state, NOW))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("nothing was changed");
    assertThat(table.text).isEqualTo("0 1 * * * backup\n");
  }
}
