package io.gapwatch.agent.init;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.schema.Suggestion;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.source.pm2.Pm2Session;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The checks of one source, by its kind. */
final class SourceProposal {
  /** More tables than that are named, not watched. */
  private static final int MOST_TABLES = 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Target target;
  private final Collection<String> tables;
  private final Instant now;

  /**
   * @param tables the only ones to look at; empty for all
   */
  SourceProposal(Target target, Collection<String> tables, Instant now) {
    this.target = target;
    this.tables = List.copyOf(tables);
    this.now = now;
  }

  /**
   * What is proposed.
   *
   * @throws GapwatchException if the source does not tell what it has, or has no table so called
   */
  Proposal of(Session session) {
    try {
      if (session instanceof SqlSession sql) {
        return ofTables(sql);
      }
      if (session instanceof Pm2Session pm2) {
        return ofApps(pm2);
      }
      return target.type().equals("redis")
          ? fixed(
              new ProposedCheck(target.name(), "type: redis, source: " + target.name(), List.of()))
          : ofMachine();
    } catch (SourceUnavailableException e) {
      throw new GapwatchException(
          "could not look at %s: %s\n  → %s".formatted(target.shown(), e.getMessage(), e.remedy()),
          e);
    }
  }

  private static Proposal fixed(ProposedCheck... checks) {
    return new Proposal(List.of(checks), List.of(), Optional.empty());
  }

  private Proposal ofMachine() {
    return fixed(
        machine("memory", ""),
        machine("swap", ""),
        machine("load", ""),
        machine("disk", ", paths: [/]"));
  }

  private ProposedCheck machine(String type, String more) {
    return new ProposedCheck(
        type, "type: %s, source: %s%s".formatted(type, target.name(), more), List.of());
  }

  private Proposal ofApps(Pm2Session session) {
    List<String> running = new ArrayList<>();
    List<String> stopped = new ArrayList<>();
    for (Pm2App app : session.apps(TIMEOUT)) {
      List<String> names = app.isStopped() ? stopped : running;
      if (!names.contains(app.name())) {
        names.add(app.name());
      }
    }
    if (running.isEmpty()) {
      return new Proposal(
          List.of(), List.of("PM2 runs no app: start them with it first"), Optional.empty());
    }
    stopped.removeAll(running);
    return fixed(
        new ProposedCheck(
            target.name(),
            "type: processes, source: %s, expect: %s%s"
                .formatted(
                    target.name(),
                    Yaml.list(running),
                    stopped.isEmpty() ? "" : ", stopped: " + Yaml.list(stopped)),
            List.of("the apps that PM2 has now; what is stopped now may be")));
  }

  private Proposal ofTables(SqlSession session) {
    DatabaseLook look = new DatabaseLook(session);
    List<DatabaseLook.Listed> all = look.tables();
    List<DatabaseLook.Listed> chosen = chosen(all);
    List<ProposedCheck> checks = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Optional<Duration> pace = Optional.empty();
    boolean server = target.type().equals("postgres");
    if (server) {
      checks.add(
          new ProposedCheck("database", "type: db-reachable, source: " + target.name(), List.of()));
    }
    int watched = 0;
    boolean whole = true;
    for (DatabaseLook.Listed table : chosen) {
      if (!table.hidden().isEmpty()) {
        left.add(table.name() + ": " + table.hidden());
        whole &= tables.isEmpty();
        continue;
      }
      if (watched >= MOST_TABLES) {
        left.add(table.name() + ": the first " + MOST_TABLES + " are enough to begin with");
        continue;
      }
      Proposal one = ofTable(look, table, server ? ", dependsOn: database" : "");
      watched += one.checks().isEmpty() ? 0 : 1;
      checks.addAll(one.checks());
      left.addAll(one.left());
      pace = shorter(pace, one.pace());
      whole &= one.isWhole();
    }
    if (all.stream().allMatch(table -> !table.hidden().isEmpty())) {
      left.add("no table or view that this user may read");
    }
    return new Proposal(checks, left, pace, whole);
  }

  private Proposal ofTable(DatabaseLook look, DatabaseLook.Listed table, String more) {
    try {
      return new TableProposal(target.name(), look.at(table), now, more).proposal();
    } catch (SourceUnavailableException e) {
      return new Proposal(
          List.of(),
          List.of(
              "%s: could not be looked at: %s; %s"
                  .formatted(table.name(), e.getMessage(), e.remedy())),
          Optional.empty(),
          false);
    }
  }

  private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
    return one.isEmpty() || (other.isPresent() && other.get().compareTo(one.get()) < 0)
        ? other
        : one;
  }

  private List<DatabaseLook.Listed> chosen(List<DatabaseLook.Listed> all) {
    List<String> names = all.stream().map(DatabaseLook.Listed::name).toList();
    TreeSet<String> unknown = new TreeSet<>(tables);
    unknown.removeIf(name -> all.stream().anyMatch(table -> table.isNamed(name)));
    if (!unknown.isEmpty()) {
      throw new GapwatchException(
          "%s has no table %s%s"
              .formatted(
                  target.shown(),
                  String.join(", ", unknown),
                  names.isEmpty() ? "" : Suggestion.among(names).forTypo(unknown.first())));
    }
    return tables.isEmpty()
        ? all
        : all.stream().filter(table -> tables.stream().anyMatch(table::isNamed)).toList();
  }
}
