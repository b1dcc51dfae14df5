package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.source.pm2.Pm2Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A PM2 whose apps crash, are deleted, renamed and scaled, and what really became of them. */
final class Apps implements Pm2Session {
  static final long MIB = 1L << 20;

  private final List<App> all = new ArrayList<>();
  private int ids;
  private boolean unreadable;
  private boolean empty;

  /** One instance, as it really is. */
  static final class App {
    final String name;
    final long id;
    String status = "online";
    Instant started;
    long restarts;
    boolean reset;
    boolean blind;
    boolean busy;
    boolean large;

    private App(String name, long id, Instant started) {
      this.name = name;
      this.id = id;
      this.started = started;
    }

    boolean online() {
      return status.equals("online");
    }

    private Pm2App listed() {
      return new Pm2App(
          name,
          id,
          status,
          Optional.of(started),
          OptionalLong.of(restarts),
          reset,
          !online() ? OptionalLong.of(0) : blind ? OptionalLong.empty() : OptionalLong.of(memory()),
          !online() || !blind ? OptionalDouble.of(cpu()) : OptionalDouble.empty(),
          Optional.empty(),
          true);
    }

    private long memory() {
      return (large ? 5_000 : 100) * MIB;
    }

    private double cpu() {
      return online() ? busy ? 99 : 5 : 0;
    }
  }

  App start(String name, Instant at) {
    App app = new App(name, ids++, at);
    all.add(app);
    return app;
  }

  List<App> of(String name) {
    return all.stream().filter(app -> app.name.equals(name)).toList();
  }

  Set<String> names() {
    return all.stream().map(app -> app.name).collect(Collectors.toSet());
  }

  void delete(App app) {
    all.remove(app);
  }

  /** What PM2 says the next time that it is asked. */
  void list(boolean readable, boolean nothing) {
    unreadable = !readable;
    empty = nothing;
  }

  boolean isUnreadable() {
    return unreadable;
  }

  boolean isRead() {
    return !unreadable && !empty && !all.isEmpty();
  }

  @Override
  public List<Pm2App> apps(Duration timeout) {
    if (unreadable) {
      throw new SourceUnavailableException("PM2 printed no list", "see pm2 jlist");
    }
    return empty ? List.of() : all.stream().map(App::listed).toList();
  }

  @Override
  public String answeredBy() {
    return "PM2";
  }

  @Override
  public String identity() {
    return "pm2";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
