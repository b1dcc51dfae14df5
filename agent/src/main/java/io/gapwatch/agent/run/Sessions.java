package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.Tagged;
import io.gapwatch.agent.source.Compute;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one run: each source is opened once, on first use, and one that could not be
 * opened is not retried. Sources do not wait for each other, so that a hanging session blocks only
 * its own users.
 */
public final class Sessions implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final String SEE_SOURCE =
      "see whether the source answers at all, and how busy it is; or raise the check's timeout";

  private final Config config;
  private final RunSecrets secrets;
  private final Types types;
  private final Map<String, Session> open = new ConcurrentHashMap<>();
  private final Queue<Session> abandoned = new ConcurrentLinkedQueue<>();
  private final Map<String, SourceUnavailableException> failed = new ConcurrentHashMap<>();
  private boolean closed;

  public Sessions(Config config, RunSecrets secrets, Types types) {
    this.config = config;
    this.secrets = secrets;
    this.types = types;
  }

  /**
   * The session of a source.
   *
   * @param kind the kind of session the caller needs
   * @throws SourceUnavailableException if it cannot be opened, or is of another kind
   */
  public <S extends Session> S session(String source, Class<S> kind, Duration timeout) {
    Session session = session(source, timeout);
    if (!kind.isInstance(session)) {
      throw new SourceUnavailableException(
          "source %s is a %s, which this check does not support"
              .formatted(source, tagged(source).type()),
          "use a source of another type in the check");
    }
    return kind.cast(session);
  }

  /** The session of a source, whatever its kind. */
  public Session session(String source, Duration timeout) {
    SourceUnavailableException failure = failed.get(source);
    if (failure != null) {
      throw failure;
    }
    Session session = usable(source);
    return session == null ? kept(source, connect(source, timeout)) : session;
  }

  /** One that broke under an earlier check says nothing about the source any more. */
  private @Nullable Session usable(String source) {
    Session session = open.get(source);
    if (session == null || session.isOpen()) {
      return session;
    }
    if (open.remove(source, session)) {
      abandoned.add(session);
      session.close();
    }
    return null;
  }

  /** One that comes too late has nobody left who would close it. */
  private Session kept(String source, Session session) {
    synchronized (open) {
      if (!closed && !failed.containsKey(source) && open.putIfAbsent(source, session) == null) {
        return session;
      }
    }
    session.close();
    throw Objects.requireNonNullElseGet(failed.get(source), () -> tooLate(source));
  }

  private static SourceUnavailableException tooLate(String source) {
    return new SourceUnavailableException(
        source + ": was opened when nobody waited for it any more", SEE_SOURCE);
  }

  private Session connect(String source, Duration timeout) {
    Tagged tagged = tagged(source);
    SourceType.Origin origin = new SourceType.Origin(source, config, secrets);
    try {
      return types.source(tagged).create(origin, tagged.settings()).open(timeout);
    } catch (SourceUnavailableException e) {
      failed.put(source, e);
      throw e;
    }
  }

  /** Whether a provider meters what is asked of a source. */
  boolean isMetered(String source) {
    Tagged tagged = tagged(source);
    return types.source(tagged).allowance(tagged.settings()).isPresent();
  }

  private Tagged tagged(String source) {
    // The loader has verified that the source exists.
    return Objects.requireNonNull(config.sources().get(source));
  }

  /** The session of a source, if it is open. */
  Optional<Session> opened(String source) {
    return Optional.ofNullable(open.get(source));
  }

  /**
   * Abandons a hanging session, so that the next check gets a new one. A source that hangs in
   * opening has failed: each check of it would wait as long again.
   *
   * @param waited how long it was waited for
   * @param use completes when the session is no longer used; only then can it be closed
   */
  void abandon(String source, Duration waited, CompletableFuture<Void> use) {
    synchronized (open) {
      Session session = open.remove(source);
      if (session != null) {
        abandoned.add(session);
        var unused = use.thenRun(session::close);
      } else {
        failed.putIfAbsent(
            source,
            new SourceUnavailableException(
                "%s: could not be opened within %s; not tried again in this run"
                    .formatted(source, Durations.text(waited)),
                SEE_SOURCE));
      }
    }
  }

  /** What the statements of all sources have cost, where a provider meters them. */
  Compute compute() {
    return Stream.concat(open.values().stream(), abandoned.stream())
        .flatMap(session -> session.compute().stream())
        .reduce(Compute.NONE, Compute::plus);
  }

  @Override
  public void close() {
    close(Concurrently.within(CLOSING));
  }

  /** Closes all of them side by side; one whose server is silent is left behind. */
  void close(Concurrently time) {
    List<Session> all;
    synchronized (open) {
      closed = true;
      all = List.copyOf(open.values());
      open.clear();
    }
    time.each(
        all,
        session -> "a source to close",
        session -> {
          session.close();
          return true;
        },
        (session, reason) -> false);
  }
}
