package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.ConfigFixtures;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.gaps.GapsCheck;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a probe does, running it ends in a reading. */
@Timeout(60)
class ProbeRunnerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Config CONFIG =
      ConfigFixtures.load(ConfigFixtures.FOLDER.resolve("good/smallest.yaml"));
  private static final Duration LEFT = Duration.ofSeconds(10);

  private static Unavailable ask(Probe probe, Duration left) {
    try (Sessions sessions = sessions();
        ProbeRunner runner = new ProbeRunner(sessions, EarlierRuns.NONE)) {
      return (Unavailable) runner.run(probe, CONFIG.checks().get(0), new GapsCheck(), NOW, left);
    }
  }

  private static Sessions sessions() {
    return new Sessions(CONFIG, new RunSecrets(SecretStore.of("a test", Map.of())), Agent.types());
  }

  private static String reason(ProbeRunner runner, Probe probe) {
    Reading reading = runner.run(probe, CONFIG.checks().get(0), new GapsCheck(), NOW, LEFT);
    return ((Unavailable) reading).reason();
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

  /** A machine without memory, or with half a release, is no bug to be reported. */
  @Test
  void whatTheMachineLacksIsNotCalledABug() {
    for (Error lack : List.of(new OutOfMemoryError("heap"), new NoClassDefFoundError("x"))) {
      Probe probe =
          context -> {
            throw lack;
          };
      assertThat(ask(probe, LEFT).remedy()).startsWith("this says nothing about the source: ");
    }
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
    Unavailable late = ask(probe, Duration.ofMillis(300));
    assertThat(late.reason())
        .isEqualTo("ethereum: timed out after 300ms, all that the run's deadline left of 60s");
    assertThat(late.remedy()).endsWith("or raise the job's deadline");
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

  /** What was being asked still has the session; and a stopped run begins nothing. */
  @Test
  void anInterruptedRunAsksNothing() {
    Probe probe =
        context -> {
          throw new AssertionError("was asked");
        };
    Thread.currentThread().interrupt();
    assertThat(ask(probe, LEFT).reason()).isEqualTo("the run was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptReachesTheProbe() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread run = Thread.currentThread();
    Probe probe =
        context -> {
          run.interrupt();
          try {
            never.await();
          } catch (InterruptedException e) {
            ended.countDown();
          }
          return new Unavailable("too late", "");
        };
    try (Sessions sessions = sessions()) {
      // Not closed before it has ended: that would interrupt it as well.
      ProbeRunner runner = new ProbeRunner(sessions, EarlierRuns.NONE);
      assertThat(reason(runner, probe)).isEqualTo("the run was interrupted");
      assertThat(Thread.interrupted()).isTrue();
      ended.await();
      runner.close();
    }
  }

  /** Other checks may do without; the run must say what it knows. */
  @Test
  void withoutAThreadTheCheckIsUnknown() {
    ExecutorService none =
        new ThreadPoolExecutor(
            0,
            1,
            0,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    try (Sessions sessions = sessions();
        ProbeRunner runner =
            new ProbeRunner(sessions, EarlierRuns.NONE, now -> Optional.empty(), none)) {
      assertThat(reason(runner, context -> new Unavailable("was asked", "")))
          .startsWith("the probe failed: the memory was not enough");
    }
  }
}
