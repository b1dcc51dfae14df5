package io.gapwatch.agent.secret.oci;

import static io.gapwatch.agent.secret.oci.VaultFailure.Kind.BUSY;
import static io.gapwatch.agent.secret.oci.VaultFailure.Kind.NOT_VISIBLE;
import static io.gapwatch.agent.secret.oci.VaultFailure.Kind.NO_ANSWER;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries again while a failure may pass, and never longer than {@link OciTimeouts} say. What was
 * waited for in vain once is not waited for again: ten secrets that nobody answers for cost the
 * waiting of one.
 */
final class Retries implements AutoCloseable {
  private static final int RETRIES = 3;
  private static final int LONGEST_PAUSE = 1 << RETRIES;

  private final OciTimeouts timeouts;
  private final Set<Kind> worthWaiting = ConcurrentHashMap.newKeySet();

  // A hung socket ignores interrupts, so the thread that reads it is never the caller's.
  private final ExecutorService threads = Executors.newCachedThreadPool(Retries::daemon);

  Retries(OciTimeouts timeouts) {
    this.timeouts = timeouts;
    worthWaiting.addAll(Set.of(NOT_VISIBLE, BUSY, NO_ANSWER));
  }

  /**
   * The first answer.
   *
   * @throws VaultFailure the last one, when no further try is worth it
   */
  ReadSecret untilAnswered(Supplier<ReadSecret> read) throws InterruptedException {
    Deque<VaultFailure> failures = new ConcurrentLinkedDeque<>();
    CompletableFuture<ReadSecret> answer =
        Failsafe.with(whileNotVisible(), whileOutOfOrder(), Timeout.of(timeouts.attempt()))
            .with(threads)
            .getAsync(() -> noting(failures, read));
    try {
      ReadSecret secret = answer.get(timeouts.fetch().toMillis(), TimeUnit.MILLISECONDS);
      worthWaiting.remove(NOT_VISIBLE);
      return secret;
    } catch (ExecutionException e) {
      throw gaveUp(known(e.getCause()));
    } catch (TimeoutException e) {
      throw gaveUp(
          Optional.ofNullable(failures.peekLast()).orElseGet(() -> noAnswer(timeouts.fetch())));
    } finally {
      answer.cancel(true);
    }
  }

  private static ReadSecret noting(Deque<VaultFailure> failures, Supplier<ReadSecret> read) {
    try {
      return read.get();
    } catch (VaultFailure failure) {
      failures.addLast(failure);
      throw failure;
    }
  }

  private VaultFailure gaveUp(VaultFailure failure) {
    worthWaiting.remove(failure.kind());
    return failure;
  }

  private RetryPolicy<ReadSecret> whileNotVisible() {
    int most = (int) timeouts.policyDelay().dividedBy(timeouts.pause());
    return RetryPolicy.<ReadSecret>builder()
        .handleIf(failure -> isWorthWaiting(failure, NOT_VISIBLE))
        .withDelay(timeouts.pause())
        .withMaxRetries(most)
        .build();
  }

  private RetryPolicy<ReadSecret> whileOutOfOrder() {
    return RetryPolicy.<ReadSecret>builder()
        .handleIf(failure -> isWorthWaiting(failure, BUSY) || isWorthWaiting(failure, NO_ANSWER))
        .withBackoff(timeouts.pause(), timeouts.pause().multipliedBy(LONGEST_PAUSE))
        .withJitter(0.2)
        .withMaxRetries(RETRIES)
        .build();
  }

  private boolean isWorthWaiting(Throwable failure, Kind kind) {
    return known(failure).kind() == kind && worthWaiting.contains(kind);
  }

  private VaultFailure known(@Nullable Throwable failure) {
    if (failure instanceof VaultFailure known) {
      return known;
    }
    return failure instanceof TimeoutExceededException
        ? noAnswer(timeouts.attempt())
        : new VaultFailure(Kind.FINAL, "internal error while reading; please report this as a bug");
  }

  private static VaultFailure noAnswer(Duration waited) {
    return new VaultFailure(NO_ANSWER, "no answer within " + Durations.text(waited));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "oci-vault");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
