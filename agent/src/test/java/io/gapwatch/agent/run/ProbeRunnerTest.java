package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.ConfigFixtures;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.gaps.GapsCheck;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a probe does, running it ends in a reading. */
@Timeout(60)
class ProbeRunnerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Duration LEFT = Duration.ofSeconds(10);

  private static Unavailable ask(Probe probe, Duration left) {
    Config config = ConfigFixtures.load(ConfigFixtures.FOLDER.resolve("good/smallest.yaml"));
    try (Sessions sessions =
            new Sessions(
                config, new RunSecrets(SecretStore.of("a test", Map.of())), Agent.types());
        ProbeRunner runner = new ProbeRunner(sessions, EarlierRuns.NONE)) {
      return (Unavailable) runner.run(probe, config.checks().get(0), new GapsCheck(), NOW, left);
    }
  }

  @Test
  void probeThatThrows() {
    Probe probe =
        context -> {
          throw new IllegalStateException("jdbc:postgresql://u:hunter2@h");
        };
    assertThat(ask(probe, LEFT).reason())
        .startsWith("the probe failed: internal error, which is a bug in Gapwatch (at ")
        .doesNotContain("hunter2", "Exception");
  }

  @Test
  void probeThatBreaksDown() {
    Probe probe =
        context -> {
          throw new StackOverflowError();
        };
    assertThat(ask(probe, LEFT).reason())
        .isEqualTo(
            "the probe failed: internal error: something is nested too deeply; please report it");
  }

  @Test
  void sourceThatIsUnavailableSaysWhy() {
    Probe probe =
        context -> {
          throw new SourceUnavailableException("ethereum: gone", "bring it back");
        };
    assertThat(ask(probe, LEFT)).isEqualTo(new Unavailable("ethereum: gone", "bring it back"));
  }

  @Test
  @SuppressWarnings("NullAway") // A probe of somebody else may do what it must not.
  void probeThatReturnsNothing() {
    assertThat(ask(context -> null, LEFT).reason()).isEqualTo("the probe returned nothing");
  }

  @Test
  void probeThatHangs() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger interruptions = new AtomicInteger();
    Probe probe =
        context -> {
          while (true) {
            try {
              never.await();
            } catch (InterruptedException e) {
              // It counts them, but does not listen.
              interruptions.incrementAndGet();
            }
          }
        };
    assertThat(ask(probe, Duration.ofMillis(300)).reason())
        .startsWith("ethereum: timed out after ");
  }

  @Test
  void nothingIsAskedAfterTheDeadline() {
    Probe probe =
        context -> {
          throw new AssertionError("was asked");
        };
    assertThat(ask(probe, Duration.ZERO).reason())
        .isEqualTo("the run's deadline passed before it started");
  }
}
