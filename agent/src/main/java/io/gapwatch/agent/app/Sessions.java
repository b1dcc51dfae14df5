package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Tagged;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.SqlSession;
import io.gapwatch.agent.source.SqlSource;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The connections of one run: each source is opened once, when it is first asked, and one that
 * could not be opened is not tried again. Nothing here waits for anything else, so that a
 * connection that hangs holds up only those who asked for it.
 */
final class Sessions implements AutoCloseable {
  private final Config config;
  private final RunSecrets secrets;
  private final Map<String, SourceType> types;
  private final Map<String, SqlSession> open = new ConcurrentHashMap<>();
  private final Map<String, SourceUnavailableException> failed = new ConcurrentHashMap<>();

  Sessions(Config config, RunSecrets secrets) {
    this.config = config;
    this.secrets = secrets;
    this.types =
        SourceTypes.all().stream().collect(Collectors.toMap(SourceType::type, Function.identity()));
  }

  SqlSession session(String name, Duration patience) {
    SourceUnavailableException failure = failed.get(name);
    if (failure != null) {
      throw failure;
    }
    SqlSession session = open.get(name);
    if (session == null) {
      session = connect(name, patience);
      open.put(name, session);
    }
    return session;
  }

  private SqlSession connect(String name, Duration patience) {
    try {
      return ((SqlSource) source(name)).open(patience);
    } catch (SourceUnavailableException e) {
      failed.put(name, e);
      throw e;
    }
  }

  private Source source(String name) {
    // The loader has checked that the source exists, and that the check can ask its type.
    Tagged tagged = Objects.requireNonNull(config.sources().get(name));
    SourceType type = Objects.requireNonNull(types.get(tagged.type()));
    return type.create(new SourceType.Origin(name, config, secrets), tagged.settings());
  }

  /** Lets go of a session that hangs, so that the next check gets a new one. */
  void abandon(String name) {
    open.remove(name);
  }

  @Override
  public void close() {
    open.values().forEach(SqlSession::close);
    open.clear();
  }
}
