package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  @Test
  void anErrorThatTheEngineRepeatsIsSaidOnce() {
    List<String> heard = new ArrayList<>();
    Transcript transcript = new Transcript(heard::add);

    for (String line : List.of("  error: no key", "x", "x", "  error: no key", "  error: other")) {
      transcript.add(line);
    }

    assertThat(heard).containsExactly("  error: no key", "x", "x", "  error: other");
  }
}
