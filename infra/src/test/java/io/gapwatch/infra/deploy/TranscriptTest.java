package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.automation.AutomationException;
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

  @Test
  void aReasonThatIsInTheExceptionAloneIsTheEnginesSentence() {
    List<String> heard = new ArrayList<>();
    String screen = "code: 1\nstdout: \nstderr: error: the disk is full\n\n\n";

    assertThatThrownBy(
            () ->
                new Transcript(heard::add)
                    .of(
                        "reading the state",
                        () -> {
                          throw new AutomationException(screen);
                        }))
        .hasMessage("reading the state failed: the disk is full");
    assertThat(heard).containsExactly("error: the disk is full");
  }
}
