package io.gapwatch.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SourceCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  /** A session that was opened, which may be no more than a connection. */
  private record Opened(BooleanSupplier answer, Optional<Instant> time) implements Session {
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
    public Optional<Instant> time(Duration timeout) {
      return time;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static Diagnosis of(BooleanSupplier answer) {
    return examine(new Opened(answer, Optional.empty())).get(0);
  }

  private static List<Diagnosis> examine(Session session) {
    return new SourceCheck("site", true, () -> session, Clock.fixed(NOW, ZoneOffset.UTC)).examine();
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

  @Test
  void theClockOfWhatAnsweredIsBesideOurs() {
    assertThat(examine(new Opened(() -> true, Optional.of(NOW.minusSeconds(3)))))
        .containsExactly(
            Diagnosis.ok("a site responds"),
            Diagnosis.ok("the database's clock and ours agree within 3s"));
    assertThat(examine(new Opened(() -> true, Optional.of(NOW.minusSeconds(600)))).get(1).text())
        .isEqualTo("our clock is 10m ahead of the database's clock");
  }
}
