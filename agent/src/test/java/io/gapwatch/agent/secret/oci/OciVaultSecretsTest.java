package io.gapwatch.agent.secret.oci;

import static io.gapwatch.agent.secret.oci.VaultFailure.Kind.BUSY;
import static io.gapwatch.agent.secret.oci.VaultFailure.Kind.FINAL;
import static io.gapwatch.agent.secret.oci.VaultFailure.Kind.NOT_AUTHENTICATED;
import static io.gapwatch.agent.secret.oci.VaultFailure.Kind.NOT_VISIBLE;
import static io.gapwatch.agent.secret.oci.VaultFailure.Kind.NO_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OciVaultSecretsTest {
  private static final OciTimeouts TIMEOUTS =
      new OciTimeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(2),
          Duration.ofMillis(20),
          Duration.ofSeconds(20));

  private final ScriptedVault vault = new ScriptedVault();
  private final SecretStore store = store(TIMEOUTS);

  @ParameterizedTest
  @CsvSource({"NOT_VISIBLE, 11", "BUSY, 4", "NO_ANSWER, 4", "NOT_AUTHENTICATED, 1", "FINAL, 1"})
  void asksAgainOnlyForWhatMayPassAndOnlyOnceThatLong(Kind kind, int tries) {
    vault.fails(kind, 100);

    failure("A");
    assertThat(vault.reads).hasValue(tries);
    failure("B");
    assertThat(vault.reads).hasValue(tries + 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_VISIBLE", "BUSY", "NO_ANSWER"})
  void takesTheAnswerThatComesLate(Kind kind) {
    vault.fails(kind, 2);

    assertThat(store.get("A").reveal()).isEqualTo("value of A");
  }

  @Test
  void doesNotWaitForAPolicyThatIsThere() {
    store.get("A");
    vault.fails(NOT_VISIBLE, 100);

    failure("B");
    assertThat(vault.reads).hasValue(2);
  }

  @Test
  void endsAtTheDeadlineWithTheLastFailure() {
    OciTimeouts soon =
        new OciTimeouts(
            TIMEOUTS.connect(),
            TIMEOUTS.read(),
            Duration.ofMillis(20),
            Duration.ofMinutes(10),
            Duration.ofSeconds(1));
    vault.fails(NOT_VISIBLE, 1000);

    assertThat(failure(store(soon), "A").reason()).contains("not there or not allowed");
  }

  @Test
  void endsAtTheDeadlineWhenNothingCameBack() {
    OciTimeouts soon =
        new OciTimeouts(
            TIMEOUTS.connect(),
            TIMEOUTS.read(),
            TIMEOUTS.pause(),
            TIMEOUTS.policyDelay(),
            Duration.ofMillis(50));
    vault.hangs();

    assertThat(failure(store(soon), "A").reason())
        .startsWith("OCI Vault did not answer in time (no answer within 50ms)");
  }

  @Test
  void keepsTheInterruptOfItsCaller() {
    vault.hangs();
    Thread.currentThread().interrupt();

    assertThat(failure("A").reason()).isEqualTo("interrupted while waiting for OCI Vault");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void givesEachKindItsAdvice() {
    assertThat(reason(NOT_AUTHENTICATED)).startsWith("OCI Vault authentication failed (detail)");
    assertThat(reason(NOT_VISIBLE)).contains("policy: allow dynamic-group NAME", "'ocid1.vault'");
    assertThat(reason(BUSY)).startsWith("OCI is overloaded or failing (detail)");
    assertThat(reason(NO_ANSWER)).startsWith("OCI Vault did not answer in time (detail)");
    assertThat(reason(FINAL)).isEqualTo("detail");
  }

  @Test
  void saysWhichVersionWasReadLast() {
    assertThat(store.version("A")).isEmpty();
    store.get("A");
    assertThat(store.version("A")).isEqualTo("version 1");
    store.get("A");
    assertThat(store.version("A")).isEqualTo("version 2");
    assertThat(store.version("B")).isEmpty();
  }

  @Test
  void closesTheVault() {
    store.close();

    assertThat(vault.closed.getCount()).isZero();
  }

  private String reason(Kind kind) {
    vault.fails(kind, 11);
    String reason = failure("A").reason();
    vault.failures.clear();
    return reason;
  }

  private SecretUnavailableException failure(String name) {
    return failure(store, name);
  }

  private static SecretUnavailableException failure(SecretStore store, String name) {
    return catchThrowableOfType(SecretUnavailableException.class, () -> store.get(name));
  }

  private SecretStore store(OciTimeouts timeouts) {
    OciVaultSettings settings =
        new OciVaultSettings(
            Optional.of("ocid1.vault"),
            Map.of(),
            Optional.empty(),
            new OciLogin(
                OciLogin.Auth.INSTANCE_PRINCIPAL, OciLogin.DEFAULT.configFile(), "DEFAULT"),
            timeouts,
            OciEndpoints.OCI);
    return new OciVaultSecrets(settings, vault);
  }

  private static final class ScriptedVault implements VaultReader {
    private final Queue<Kind> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean hanging;

    void fails(Kind kind, int times) {
      failures.addAll(Collections.nCopies(times, kind));
    }

    void hangs() {
      hanging = true;
    }

    @Override
    public ReadSecret read(String name) {
      reads.incrementAndGet();
      if (hanging) {
        hang();
      }
      Kind failure = failures.poll();
      if (failure != null) {
        throw new VaultFailure(failure, "detail");
      }
      return new ReadSecret(new Secret("value of " + name), "version " + reads.get());
    }

    private void hang() {
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
