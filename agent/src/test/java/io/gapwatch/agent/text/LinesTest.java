package io.gapwatch.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void putsADriversErrorOnOneLine() {
    assertThat(Lines.oneLine(" refused\n  Is it up?\t ")).isEqualTo("refused Is it up?");
  }

  @Test
  void wrapsBetweenWordsOnly() {
    assertThat(Lines.wrapped("Default: /etc/gapwatch/gapwatch.yaml  here.", 12))
        .containsExactly("Default:", "/etc/gapwatch/gapwatch.yaml", "here.");
    assertThat(Lines.wrapped("to be or not", 5)).containsExactly("to be", "or", "not");
    assertThat(Lines.wrapped("", 5)).containsExactly("");
  }

  @Test
  void makesVisibleWhatWouldCommandATerminal() {
    assertThat(Lines.visible("z\n\r\t✅ PASSED\u001b[2J\u009b1m\u0000\u007f"))
        .isEqualTo("z\\n\\r\\t✅ PASSED\\x1b[2J\\x9b1m\\x00\\x7f");
    assertThat(Lines.visible("a\u202eb\u2066c\u2028d\u200fe"))
        .isEqualTo("a\\u202eb\\u2066c\\u2028d\\u200fe");
    assertThat(Lines.visible("Größe 5 \\ → 日本 🙂 $1")).isEqualTo("Größe 5 \\ → 日本 🙂 $1");
  }
}
