package io.gapwatch.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SourceCheckTest {
  /** A session that was opened, which may be no more than a connection. */
  private record Opened(BooleanSupplier answer) implements Session {
    @Override
    public boolean answers(Duration timeout) {
      return answer.getAsBoolean();
    }

    @Override
    public String answeredBy() {
      return "a site";
    }

    @Override
    public String identity() {
      return "a site";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static Diagnosis of(BooleanSupplier answer) {
    return new SourceCheck("site", true, () -> new Opened(answer), Clock.systemUTC())
        .examine()
        .get(0);
  }

  @Test
  void whatAnswered() {
    assertThat(of(() -> true)).isEqualTo(Diagnosis.ok("a site responds"));
  }

  @Test
  void whatWasNotAskedIsNotCalledWell() {
    assertThat(of(() -> false))
        .isEqualTo(Diagnosis.skipped("a site: not tested here: only its checks query it"));
  }

  @Test
  void whatWasOpenedAndDoesNotAnswerIsBroken() {
    assertThat(
            of(
                () -> {
                  throw new SourceUnavailableException("site: no answer", "start it");
                }))
        .isEqualTo(Diagnosis.failed("site: no answer", "start it"));
  }
}
