package io.gapwatch.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextLimitTest {
  private final TextLimit five = new TextLimit(5);

  @Test
  void countsAnEmojiAsOneCharacter() {
    assertThat(five.holds("❌🔥🔥🔥🔥")).isTrue();
    assertThat(five.holds("🔥🔥🔥🔥🔥🔥")).isFalse();
  }

  @Test
  void cutsBetweenCharactersAndShowsThatItCut() {
    assertThat(five.cut("🔥🔥🔥🔥🔥🔥")).isEqualTo("🔥🔥🔥🔥…");
    assertThat(five.cut("short")).isEqualTo("short");
  }
}
