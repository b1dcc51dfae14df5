package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SharedLoginTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final List<Reader> logins = new CopyOnWriteArrayList<>();
  private final CountDownLatch loggedIn = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    logins.forEach(Reader::close);
    threads.shutdownNow();
  }

  @Test
  void logsInOnceForReadsAfterOneAnother() {
    try (SharedLogin vault = new SharedLogin(this::login, NEVER)) {
      assertThat(logins).isEmpty();
      vault.read("A");
      vault.read("B");
    }
    assertThat(logins).hasSize(1);
    assertThat(logins.get(0).closed.getCount()).isZero();
  }

  @Test
  void logsInOnceForReadsSideBySide() {
    SharedLogin vault = new SharedLogin(this::login, NEVER);
    CyclicBarrier start = new CyclicBarrier(8);
    List<CompletableFuture<ReadSecret>> reads =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> read(start, vault), threads))
            .limit(start.getParties())
            .toList();

    assertThat(reads).allSatisfy(read -> assertThat(read.join().version()).isEqualTo("login 1"));
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new VaultFailure(Kind.NO_ANSWER, "no metadata service"),
        new IllegalArgumentException("of the SDK"),
        new OutOfMemoryError("no thread"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void logsInAgainAfterALoginThatFailed(Throwable failure) {
    SharedLogin vault = new SharedLogin(() -> loginThatFailsFirst(failure), NEVER);

    assertThatThrownBy(() -> vault.read("A")).isInstanceOf(RuntimeException.class);
    assertThat(vault.read("A").version()).isEqualTo("login 2");
    assertThat(vault.read("B").version()).isEqualTo("login 2");
  }

  @Test
  void keepsTheLoginWhenAReadFails() {
    SharedLogin vault = new SharedLogin(this::login, NEVER);

    assertThatThrownBy(() -> vault.read("REFUSED")).isInstanceOf(VaultFailure.class);
    assertThat(vault.read("A").version()).isEqualTo("login 1");
  }

  @Test
  void waitsForNoReadThatHangs() throws Exception {
    SharedLogin vault = new SharedLogin(this::login, Duration.ZERO);
    CompletableFuture<ReadSecret> hung =
        CompletableFuture.supplyAsync(() -> vault.read("HANGS"), threads);
    whenLoggedIn().hangs.await();

    assertThat(vault.read("A").version()).isEqualTo("login 2");
    assertThat(hung).isNotDone();
  }

  @Test
  void sharesALoginWithReadsThatStillMayEnd() throws Exception {
    SharedLogin vault = new SharedLogin(this::login, NEVER);
    CompletableFuture<ReadSecret> slow =
        CompletableFuture.supplyAsync(() -> vault.read("HANGS"), threads);
    whenLoggedIn().hangs.await();

    assertThat(vault.read("A").version()).isEqualTo("login 1");
    assertThat(slow).isNotDone();
  }

  private ReadSecret read(CyclicBarrier start, VaultReader vault) {
    try {
      start.await();
      return vault.read("A");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private VaultReader login() {
    Reader reader = new Reader(logins.size() + 1);
    logins.add(reader);
    loggedIn.countDown();
    return reader;
  }

  private VaultReader loginThatFailsFirst(Throwable failure) {
    VaultReader reader = login();
    if (logins.size() > 1) {
      return reader;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private Reader whenLoggedIn() throws InterruptedException {
    loggedIn.await();
    return logins.get(0);
  }

  private static final class Reader implements VaultReader {
    private final int number;
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    Reader(int number) {
      this.number = number;
    }

    @Override
    public ReadSecret read(String name) {
      if (name.equals("REFUSED")) {
        throw new VaultFailure(Kind.NOT_VISIBLE, "not there");
      }
      if (name.equals("HANGS")) {
        hang();
      }
      return new ReadSecret(new Secret("value of " + name), "login " + number);
    }

    private void hang() {
      hangs.countDown();
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("broken off", e);
      }
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
