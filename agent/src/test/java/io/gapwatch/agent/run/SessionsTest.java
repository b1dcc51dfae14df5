package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.ConfigFixtures;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.gaps.GapsCheck;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionsTest {
  private static final Config CONFIG =
      ConfigFixtures.load(ConfigFixtures.FOLDER.resolve("good/smallest.yaml"));
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch opening = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  private Sessions sessions(Supplier<Session> open) {
    Types types = Agent.types();
    return new Sessions(
        CONFIG,
        new RunSecrets(SecretStore.of("a test", Map.of())),
        new Types(
            types.checks(),
            List.of(new Opens(open)),
            types.channels(),
            types.secretStores(),
            types.actions()));
  }

  private Session session() {
    return session(() -> true);
  }

  private Session session(BooleanSupplier whole) {
    return new Session() {
      @Override
      public boolean isOpen() {
        return whole.getAsBoolean();
      }

      @Override
      public String answeredBy() {
        return "a test";
      }

      @Override
      public String identity() {
        return "a test";
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  private Session hanging() {
    opening.countDown();
    awaitAnswer();
    return session();
  }

  private void awaitAnswer() {
    boolean waiting = true;
    while (waiting) {
      try {
        answer.await();
        waiting = false;
      } catch (InterruptedException e) {
        // As a driver that listens to nobody.
        waiting = true;
      }
    }
  }

  /** Each of twenty checks would wait as long again. */
  @Test
  void aSourceThatHangsInOpeningIsNotTriedAgain() throws Exception {
    try (Sessions sessions = sessions(this::hanging)) {
      CompletableFuture<Session> first =
          CompletableFuture.supplyAsync(() -> sessions.session("ethereum", TIMEOUT));
      opening.await();
      sessions.abandon("ethereum", TIMEOUT, new CompletableFuture<>());

      assertThatThrownBy(() -> sessions.session("ethereum", TIMEOUT))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessage("ethereum: could not be opened within 30s; not tried again in this run");
      answer.countDown();
      assertThat(first.handle((session, thrown) -> thrown).get()).isNotNull();
      assertThat(closed).hasValue(1);
    }
  }

  @Test
  void aSessionThatBrokeIsOpenedAnewForTheNextCheck() {
    AtomicBoolean whole = new AtomicBoolean(true);
    AtomicInteger opened = new AtomicInteger();
    try (Sessions sessions =
        sessions(
            () -> {
              opened.incrementAndGet();
              return session(whole::get);
            })) {
      Session first = sessions.session("ethereum", TIMEOUT);
      assertThat(sessions.session("ethereum", TIMEOUT)).isSameAs(first);
      whole.set(false);
      assertThat(sessions.session("ethereum", TIMEOUT)).isNotSameAs(first);
      assertThat(opened).hasValue(2);
      assertThat(closed).hasValue(1);
      whole.set(true);
    }
    assertThat(closed).hasValue(2);
  }

  /** In the foreground its connection would stay for as long as the process lives. */
  @Test
  void oneThatIsOpenedAfterTheRunIsClosed() throws Exception {
    Sessions sessions = sessions(this::hanging);
    CompletableFuture<Session> late =
        CompletableFuture.supplyAsync(() -> sessions.session("ethereum", TIMEOUT));
    opening.await();
    sessions.close();
    answer.countDown();

    assertThat(late.handle((session, thrown) -> thrown).get()).isNotNull();
    assertThat(closed).hasValue(1);
  }

  @Test
  void aHangingSessionIsReplaced() {
    try (Sessions sessions = sessions(this::session)) {
      Session hanging = sessions.session("ethereum", TIMEOUT);
      sessions.abandon("ethereum", TIMEOUT, new CompletableFuture<>());

      assertThat(sessions.session("ethereum", TIMEOUT)).isNotSameAs(hanging);
    }
  }

  /**
   * A driver may crash if it is closed while it is asked; and in the foreground a DuckDB file that
   * is never closed keeps its writer out.
   */
  @Test
  void aHangingSessionIsClosedWhenItIsNoLongerUsed() {
    CompletableFuture<Void> use = new CompletableFuture<>();
    try (Sessions sessions = sessions(this::session)) {
      sessions.session("ethereum", TIMEOUT);
      sessions.abandon("ethereum", TIMEOUT, use);
      assertThat(closed).hasValue(0);
      use.complete(null);
      assertThat(closed).hasValue(1);
    }
    assertThat(closed).hasValue(1);
  }

  @Test
  void aHangingSessionIsNoLongerUsedWhenItsProbeEnds() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Sessions sessions = sessions(this::session);
        ProbeRunner runner =
            new ProbeRunner(sessions, EarlierRuns.NONE, now -> Optional.empty(), threads)) {
      sessions.session("ethereum", TIMEOUT);
      runner.run(
          context -> {
            awaitAnswer();
            return new Unavailable("too late", "");
          },
          CONFIG.checks().get(0),
          new GapsCheck(),
          Instant.parse("2026-11-21T00:00:00Z"),
          Duration.ofMillis(300));
      assertThat(sessions.opened("ethereum")).isEmpty();
      answer.countDown();
      threads.shutdown();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThat(closed).hasValue(1);
    }
  }

  private record Opens(Supplier<Session> open) implements LikeDuckDb {
    @Override
    public Source create(Origin origin, Settings settings) {
      return new Source() {
        @Override
        public String name() {
          return origin.name();
        }

        @Override
        public Session open(Duration timeout) {
          return open.get();
        }
      };
    }
  }
}
