package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.secret.SecretUnavailableException;
import io.gapwatch.agent.source.AsksAhead;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runs probes, and turns any failure into {@link Unavailable}. */
final class ProbeRunner implements AutoCloseable {
  /** A driver with its own timeout gets this much longer before it is abandoned. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final Unavailable INTERRUPTED =
      new Unavailable("the run was interrupted", "run it again");

  private final Sessions sessions;
  private final EarlierRuns earlier;
  private final Function<Instant, Optional<Instant>> nextRun;
  private final ExecutorService threads;

  /** Asks outside any job, so that no next run is known. */
  ProbeRunner(Sessions sessions, EarlierRuns earlier) {
    this(sessions, earlier, now -> Optional.empty());
  }

  /**
   * Asks for a job.
   *
   * @param nextRun when the job's next run is due, given the time of this one
   */
  ProbeRunner(
      Sessions sessions, EarlierRuns earlier, Function<Instant, Optional<Instant>> nextRun) {
    this(sessions, earlier, nextRun, Executors.newCachedThreadPool(ProbeRunner::thread));
  }

  ProbeRunner(
      Sessions sessions,
      EarlierRuns earlier,
      Function<Instant, Optional<Instant>> nextRun,
      ExecutorService threads) {
    this.sessions = sessions;
    this.earlier = earlier;
    this.nextRun = nextRun;
    this.threads = threads;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "probe");
    // A hanging probe must not keep the process alive.
    thread.setDaemon(true);
    return thread;
  }

  /**
   * What a probe returned.
   *
   * @param scope the fingerprint of what was measured; empty if nothing was
   */
  record Answer(Reading reading, String scope) {}

  /**
   * Runs the check's probe.
   *
   * @param left how much of the run's time is left
   */
  Answer run(CheckConfig check, CheckType type, Instant now, Duration left) {
    Probe probe = type.probe(check.settings());
    Reading reading = run(probe, check, type, now, left);
    return new Answer(reading, reading instanceof Unavailable ? "" : scope(check, type));
  }

  /**
   * Lets a source whose provider charges by the statement ask at once what these checks ask of it;
   * others do nothing. What fails is told by the check itself.
   *
   * @param left how much of the run's time is left
   */
  void askAhead(List<CheckConfig> checks, Types types, Instant now, Duration left) {
    CheckConfig first = checks.get(0);
    if (left.isNegative() || left.isZero() || !sessions.isMetered(first.source())) {
      return;
    }
    Duration most =
        checks.stream().map(CheckConfig::timeout).max(Duration::compareTo).orElseThrow();
    Duration timeout = most.compareTo(left.dividedBy(2)) < 0 ? most : left.dividedBy(2);
    FutureTask<Boolean> asked =
        new FutureTask<>(
            () -> {
              if (sessions.session(first.source(), timeout) instanceof AsksAhead session) {
                session.askAhead(
                    checks.stream().map(check -> asker(check, types, now, timeout)).toList(),
                    timeout);
              }
              return true;
            });
    CompletableFuture<Void> use = new CompletableFuture<>();
    begin(asked, use);
    try {
      asked.get(timeout.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      asked.cancel(true);
      sessions.abandon(first.source(), timeout, use);
    } catch (ExecutionException toldByItsChecks) {
      return;
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
    }
  }

  private Runnable asker(CheckConfig check, Types types, Instant now, Duration timeout) {
    CheckType type = types.check(check.type());
    return () -> type.probe(check.settings()).ask(context(check, type, now, timeout));
  }

  Reading run(Probe probe, CheckConfig check, CheckType type, Instant now, Duration left) {
    if (left.isNegative() || left.isZero()) {
      return new Unavailable(
          "the run's deadline passed before it started",
          "raise the job's deadline, or lower the timeout of its checks");
    }
    if (Thread.currentThread().isInterrupted()) {
      // What was being asked still has the session.
      return INTERRUPTED;
    }
    Duration timeout = check.timeout().compareTo(left) < 0 ? check.timeout() : left;
    ProbeContext context = context(check, type, now, timeout);
    FutureTask<Reading> answer = new FutureTask<>(() -> probe.ask(context));
    CompletableFuture<Void> use = new CompletableFuture<>();
    try {
      begin(answer, use);
      Duration most = timeout.plus(SLACK).compareTo(left) < 0 ? timeout.plus(SLACK) : left;
      return Objects.requireNonNullElseGet(
          answer.get(most.toMillis(), TimeUnit.MILLISECONDS), ProbeRunner::nothing);
    } catch (TimeoutException e) {
      answer.cancel(true);
      sessions.abandon(check.source(), timeout, use);
      return timedOut(check, timeout);
    } catch (ExecutionException e) {
      return unavailable(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    } catch (OutOfMemoryError noThread) {
      return unavailable(noThread);
    }
  }

  private static Unavailable timedOut(CheckConfig check, Duration timeout) {
    String reason = check.source() + ": timed out after " + Durations.text(timeout);
    String look =
        "look what keeps the source from answering: its load, locks, or a pooler that is paused; ";
    return timeout.compareTo(check.timeout()) < 0
        ? new Unavailable(
            reason + ", all that the run's deadline left of " + Durations.text(check.timeout()),
            look + "or raise the job's deadline")
        : new Unavailable(reason, look + "or raise the check's timeout");
  }

  /**
   * Runs a task in a thread of its own.
   *
   * @param use is completed when it has really ended, which a cancelled one may do much later
   */
  private void begin(FutureTask<?> task, CompletableFuture<Void> use) {
    threads.execute(
        () -> {
          try {
            task.run();
          } finally {
            use.complete(null);
          }
        });
  }

  /** The context for this check's probe. */
  ProbeContext context(CheckConfig check, CheckType type, Instant now, Duration timeout) {
    return new ProbeContext(
        now,
        nextRun.apply(now).map(next -> Duration.between(now, next)).orElse(Duration.ZERO),
        timeout,
        new ProbeContext.Sessions() {
          @Override
          public <S extends Session> S open(Class<S> kind) {
            return sessions.session(check.source(), kind, timeout);
          }
        },
        new ProbeContext.Past() {
          @Override
          public List<Sample> samples(Metric metric, String subject, Instant since) {
            return earlier.samples(check.id(), scopeNow(), metric.name(), subject, since);
          }

          @Override
          public List<ProbeContext.Upkeep> upkeep(Instant since) {
            return earlier.upkeep(sessions.session(check.source(), timeout).identity(), since);
          }

          @Override
          public Map<String, Sample> newest(Metric metric, Instant since) {
            return earlier.newest(check.id(), scopeNow(), metric.name(), since);
          }

          private String scopeNow() {
            return Scope.of(check, type, sessions.session(check.source(), timeout));
          }
        });
  }

  private String scope(CheckConfig check, CheckType type) {
    return sessions.opened(check.source()).map(it -> Scope.of(check, type, it)).orElse("");
  }

  private static Reading nothing() {
    return new Unavailable(
        "the probe returned nothing",
        "this is a bug in Gapwatch: please report it with the check's configuration");
  }

  /** Why nothing is known, in words that hold no secret. */
  static Unavailable unavailable(Throwable cause) {
    if (cause instanceof SourceUnavailableException e) {
      return new Unavailable(String.valueOf(e.getMessage()), e.remedy());
    }
    if (cause instanceof SecretUnavailableException e) {
      return new Unavailable(
          String.valueOf(e.getMessage()), "put the secret into the configured store");
    }
    if (cause instanceof GapwatchException) {
      // Doctor asks the checks, too: it must not send people to itself.
      return new Unavailable(
          String.valueOf(cause.getMessage()),
          "put right what is named there; gapwatch check asks again, and tells nobody");
    }
    boolean machine = cause instanceof OutOfMemoryError || cause instanceof LinkageError;
    return new Unavailable(
        "the probe failed: " + Crash.inWords(cause),
        machine
            ? "this says nothing about the source: put right what is named there, and run it again"
            : "this is a bug in Gapwatch: please report it with the check's configuration");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
