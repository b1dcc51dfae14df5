package io.gapwatch.agent.app;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.probe.Inquiry;
import io.gapwatch.agent.probe.People;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one probe after another, and turns whatever goes wrong into {@link Unavailable}. */
final class Asker implements AutoCloseable {
  /** A driver that keeps its own time-out gets this much longer before it is given up. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private final Sessions sessions;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "probe");
            // A probe that hangs must not keep the process alive.
            thread.setDaemon(true);
            return thread;
          });

  Asker(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * The probe's reading.
   *
   * @param left how much of the run's time is left
   */
  Reading ask(Probe probe, CheckConfig check, Instant now, Duration left, Optional<String> memory) {
    if (left.isNegative() || left.isZero()) {
      return new Unavailable(
          "the run's deadline passed before it was asked",
          "raise deadline of the job, or lower timeout of its checks");
    }
    Duration patience = check.timeout().compareTo(left) < 0 ? check.timeout() : left;
    Inquiry inquiry =
        new Inquiry(
            now, check.source(), name -> sessions.session(name, patience), patience, memory);
    Future<Reading> answer = threads.submit(() -> probe.ask(inquiry));
    try {
      Duration most = patience.plus(SLACK).compareTo(left) < 0 ? patience.plus(SLACK) : left;
      return Objects.requireNonNullElseGet(
          answer.get(most.toMillis(), TimeUnit.MILLISECONDS), Asker::nothing);
    } catch (TimeoutException e) {
      answer.cancel(true);
      sessions.abandon(check.source());
      return new Unavailable(
          check.source() + ": no answer within " + People.duration(patience),
          "look at the load and the locks of the source, or raise timeout of the check");
    } catch (ExecutionException e) {
      return unavailable(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unavailable("the run was interrupted", "run it again");
    }
  }

  private static Reading nothing() {
    return new Unavailable(
        "the probe returned nothing",
        "this is a fault of Gapwatch: report it with the check's configuration");
  }

  private static Unavailable unavailable(Throwable cause) {
    if (cause instanceof SourceUnavailableException e) {
      return new Unavailable(String.valueOf(e.getMessage()), e.remedy());
    }
    if (cause instanceof SecretUnavailableException e) {
      return new Unavailable(
          String.valueOf(e.getMessage()), "put the secret where it is looked for");
    }
    if (cause instanceof GapwatchException) {
      return new Unavailable(String.valueOf(cause.getMessage()), "run gapwatch doctor");
    }
    // Only the kind of mistake is told: its text may quote anything.
    return new Unavailable(
        "the probe failed with " + cause.getClass().getSimpleName(),
        "this is a fault of Gapwatch: report it with the check's configuration");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
