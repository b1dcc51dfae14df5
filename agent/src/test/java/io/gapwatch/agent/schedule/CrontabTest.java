package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {
  private static final String BLOCK =
      "# BEGIN gapwatch\n7 * * * * /opt/gapwatch run chäin\n# END gapwatch\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Crontab crontab) {
    return new String(crontab.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theBlockGoesToTheTop() {
    assertThat(text(Crontab.parse(bytes("SHELL=/bin/fish\n0 1 * * * backup\n")).with(BLOCK)))
        .isEqualTo(BLOCK + "SHELL=/bin/fish\n0 1 * * * backup\n");
  }

  @Test
  void aBlockThatSomebodyMovedStaysWhereItIs() {
    Crontab crontab = Crontab.parse(bytes("A=1\n# BEGIN gapwatch\nold\n# END gapwatch\nB=2\n"));
    assertThat(text(crontab.with(BLOCK))).isEqualTo("A=1\n" + BLOCK + "B=2\n");
    assertThat(text(crontab.without())).isEqualTo("A=1\nB=2\n");
    assertThat(crontab.block()).contains("# BEGIN gapwatch\nold\n# END gapwatch\n");
  }

  @Test
  void theBlockIsReadAsItWasWritten() {
    assertThat(Crontab.parse(Crontab.parse(bytes("x\n")).with(BLOCK).bytes()).block())
        .contains(BLOCK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# BEGIN gapwatch\n7 * * * * x\n",
        "7 * * * * x\n# END gapwatch\n",
        "# END gapwatch\n# BEGIN gapwatch\n",
        "# BEGIN gapwatch\n# END gapwatch\n# BEGIN gapwatch\n# END gapwatch\n",
      })
  void aBrokenBlockIsNotGuessedAt(String crontab) {
    assertThatThrownBy(() -> Crontab.parse(bytes(crontab)))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("nothing was changed")
        .hasMessageContaining("crontab -e");
  }
}
