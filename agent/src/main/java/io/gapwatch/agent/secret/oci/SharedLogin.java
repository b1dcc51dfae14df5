package io.gapwatch.agent.secret.oci;

import io.gapwatch.agent.secret.oci.VaultFailure.Kind;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs in at the first read, once for all reads, also those side by side. A login that failed, or
 * behind which a read hangs, is left, so that the next read starts afresh.
 */
final class SharedLogin implements VaultReader {
  private final Supplier<VaultReader> login;
  private final Duration hung;
  private final AtomicReference<@Nullable Login> current = new AtomicReference<>();

  /**
   * To log in when the first secret is read.
   *
   * @param login who reads; safe for several threads
   * @param hung a read that takes longer than this hangs
   */
  SharedLogin(Supplier<VaultReader> login, Duration hung) {
    this.login = login;
    this.hung = hung;
  }

  @Override
  public ReadSecret read(String name) {
    Login used = usable();
    Long started = System.nanoTime();
    used.underway.add(started);
    try {
      return reader(used).read(name);
    } finally {
      used.underway.remove(started);
    }
  }

  private Login usable() {
    while (true) {
      Login known = current.get();
      if (known != null && !known.hangs()) {
        return known;
      }
      Login fresh = new Login();
      if (current.compareAndSet(known, fresh)) {
        return fresh;
      }
    }
  }

  private VaultReader reader(Login used) {
    try {
      return used.reader();
    } catch (RuntimeException failure) {
      current.compareAndSet(used, null);
      throw failure;
    }
  }

  /** Closes who reads now. One that was left has no end to wait for. */
  @Override
  public void close() {
    Login last = current.getAndSet(null);
    if (last != null && last.reader.isDone()) {
      last.reader().close();
    }
  }

  private final class Login {
    private final FutureTask<VaultReader> reader = new FutureTask<>(login::get);

    /** When each read that has not ended began, the oldest first, by {@link System#nanoTime}. */
    private final ConcurrentLinkedQueue<Long> underway = new ConcurrentLinkedQueue<>();

    boolean hangs() {
      Long oldest = underway.peek();
      return oldest != null && System.nanoTime() - oldest >= hung.toNanos();
    }

    /** Who comes first logs in; the others wait. */
    VaultReader reader() {
      reader.run();
      try {
        return reader.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof VaultFailure failure) {
          throw failure;
        }
        throw new IllegalStateException("the login failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new VaultFailure(Kind.NO_ANSWER, "interrupted while logging in");
      }
    }
  }
}
