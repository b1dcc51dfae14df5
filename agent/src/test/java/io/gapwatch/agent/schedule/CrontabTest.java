package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {
  private static final Path CONFIG = Path.of("/ä/g.yaml");
  private static final String BLOCK =
      "# BEGIN gapwatch /ä/g.yaml\n7 * * * * /opt/gapwatch run chäin\n# END gapwatch /ä/g.yaml\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Crontab crontab) {
    return new String(crontab.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theBlockGoesToTheTop() {
    assertThat(
            text(Crontab.parse(bytes("SHELL=/bin/fish\n0 1 * * * backup\n"), CONFIG).with(BLOCK)))
        .isEqualTo(BLOCK + "SHELL=/bin/fish\n0 1 * * * backup\n");
  }

  @Test
  void aBlockThatSomebodyMovedStaysWhereItIs() {
    Crontab crontab =
        Crontab.parse(
            bytes("A=1\n# BEGIN gapwatch /ä/g.yaml\nold\n# END gapwatch /ä/g.yaml\nB=2\n"), CONFIG);
    assertThat(text(crontab.with(BLOCK))).isEqualTo("A=1\n" + BLOCK + "B=2\n");
    assertThat(text(crontab.without())).isEqualTo("A=1\nB=2\n");
    assertThat(crontab.block())
        .contains("# BEGIN gapwatch /ä/g.yaml\nold\n# END gapwatch /ä/g.yaml\n");
  }

  @Test
  void theBlockIsReadAsItWasWritten() {
    assertThat(
            Crontab.parse(Crontab.parse(bytes("x\n"), CONFIG).with(BLOCK).bytes(), CONFIG).block())
        .contains(BLOCK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# BEGIN gapwatch /ä/g.yaml\n7 * * * * x\n",
        "7 * * * * x\n# END gapwatch /ä/g.yaml\n",
        "# END gapwatch /ä/g.yaml\n# BEGIN gapwatch /ä/g.yaml\n",
        "# BEGIN gapwatch /ä/g.yaml\n# END gapwatch /ä/g.yaml\n# BEGIN gapwatch /ä/g.yaml\n# END gapwatch /ä/g.yaml\n",
      })
  void aBrokenBlockIsNotGuessedAt(String crontab) {
    assertThatThrownBy(() -> Crontab.parse(bytes(crontab), CONFIG))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("nothing was changed")
        .hasMessageContaining("crontab -e");
  }

  @Test
  void otherBlocksAreOtherPeoplesLines() {
    String others =
        """
        # BEGIN gapwatch-staging
        1 * * * * staging
        # END gapwatch-staging
        # BEGIN gapwatch /etc/two.yaml
        2 * * * * two
        # END gapwatch /etc/two.yaml
        # BEGIN gapwatch
        3 * * * * /opt/gapwatch run chain --config /etc/three.yaml
        # END gapwatch
        """;
    assertThat(text(Crontab.parse(bytes(others), CONFIG).with(BLOCK))).isEqualTo(BLOCK + others);
    assertThat(text(Crontab.parse(bytes(BLOCK + others), CONFIG).without())).isEqualTo(others);
  }

  @Test
  void theBlockOfAnEarlierVersionIsReplacedIfItRunsThisConfiguration() {
    String old =
        """
        A=1
        # BEGIN gapwatch (change the configuration, then run "gapwatch crontab install")
        7 * * * * /opt/gapwatch run chain --config /etc/g.yaml >>/log
        # END gapwatch
        """;
    Path config = Path.of("/etc/g.yaml");
    assertThat(text(Crontab.parse(bytes(old), config).with("new\n"))).isEqualTo("A=1\nnew\n");
    assertThat(text(Crontab.parse(bytes(old), Path.of("/etc/g.ya")).without())).isEqualTo(old);
  }

  /** Cron takes the mark for a part of a line, wherever our block puts that line. */
  @Test
  void aByteOrderMarkIsTold() {
    assertThatThrownBy(() -> Crontab.parse(bytes("\uFEFF" + BLOCK + "0 1 * * * backup\n"), CONFIG))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("begins with a byte order mark")
        .hasMessageContaining("nothing was changed")
        .hasMessageEndingWith("crontab -l | sed '1s/^\\xef\\xbb\\xbf//' | crontab -");
  }

  @Test
  void aLineWithoutAnEndGetsOne() {
    String crontab = "MAILTO=ops@example.org\n30 4 * * * /usr/bin/true";
    assertThat(text(Crontab.parse(bytes(crontab), CONFIG).with(BLOCK)))
        .isEqualTo(BLOCK + crontab + "\n");
  }

  @Test
  void aBlockThatAnEditorWroteWithCarriageReturnsIsOurs() {
    Crontab crontab =
        Crontab.parse(bytes("A=1\r\n" + BLOCK.replace("\n", "\r\n") + "B=2\r\n"), CONFIG);
    assertThat(text(crontab.without())).isEqualTo("A=1\r\nB=2\r\n");
  }
}
