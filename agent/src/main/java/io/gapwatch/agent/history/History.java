package io.gapwatch.agent.history;

import io.gapwatch.agent.incident.Advance;
import io.gapwatch.agent.incident.Muting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The agent's memory: the file {@code history.db} in the state folder. It survives {@code kill -9}
 * and power cuts at any point; after {@link #commit} returns, the data is on disk. Every method of
 * this class and its parts throws {@link HistoryUnavailableException} when the file cannot be used.
 * It can be shared by threads and opened by several processes.
 */
public final class History implements AutoCloseable {
  /** Writes take milliseconds; a longer timeout would hide a stuck process. */
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

  private final Database database;
  private final Trace trace;
  private final Runnable afterwards;

  private History(Database database, Trace trace, Runnable afterwards) {
    this.database = database;
    this.trace = trace;
    this.afterwards = afterwards;
  }

  /**
   * Loads the classes of every history, so that to open one takes less; {@link #open} tells why
   * not.
   */
  public static void load() {
    try {
      Json.write(Json.object());
      Database.version();
    } catch (HistoryUnavailableException | LinkageError toldByOpen) {
      return;
    }
  }

  /**
   * Opens the history in this folder, creating the folder (0700) and the file (0600) if missing.
   */
  public static History open(Path folder) {
    return open(folder, BUSY_TIMEOUT);
  }

  /**
   * The same.
   *
   * @param busyTimeout how long to wait for another process that is writing
   */
  public static History open(Path folder, Duration busyTimeout) {
    Trace trace = new Trace(HistoryFile.name(folder));
    trace.requireContent();
    Database database = Database.open(HistoryFile.in(folder), busyTimeout);
    try {
      trace.requireIn(database);
      return new History(database, trace, () -> {});
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Opens the history in this folder to read only, on a folder that may not be written; writing
   * fails.
   */
  static History reading(Path folder) {
    ReadOnlyCopy copy = ReadOnlyCopy.of(folder);
    try {
      History history = open(copy.folder());
      history.database.execute("PRAGMA query_only = ON");
      return new History(history.database, history.trace, copy::close);
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /** Whether there is a history in this folder; does not create one. */
  public static boolean exists(Path folder) {
    return Files.exists(HistoryFile.name(folder));
  }

  public Runs runs() {
    return new Runs(database);
  }

  /** Ages by what the runs have lived through. */
  public LivedTime lived() {
    return new LivedTime(database);
  }

  /** What the checks of the runs came to. */
  public Results results() {
    return new Results(database);
  }

  /** What the runs have measured. */
  public Measurements measurements() {
    return new Measurements(database);
  }

  public Incidents incidents() {
    return new Incidents(database);
  }

  public Silences silences() {
    return new Silences(database);
  }

  public Windows windows() {
    return new Windows(database);
  }

  public Outbox outbox() {
    return new SqliteOutbox(database);
  }

  public Deliveries deliveries() {
    return new Deliveries(database);
  }

  /** What upkeep did. */
  public Actions actions() {
    return new Actions(database);
  }

  public UsageLog usage() {
    return new UsageLog(database);
  }

  public Retention retention(Retention.Limits limits) {
    return new Retention(database, limits);
  }

  /** The greatest id of a run, an incident or a transition: later ids must be greater. */
  public Optional<String> newestId() {
    return database.first(
        """
        SELECT max(id) AS id FROM (
          SELECT max(id) AS id FROM run
          UNION ALL SELECT max(id) FROM incident
          UNION ALL SELECT max(id) FROM transition)
        HAVING max(id) IS NOT NULL
        """,
        row -> row.text("id"));
  }

  /** Stores a run and everything that follows from it, in one transaction. */
  public void commit(Commit commit) {
    database.transaction(
        () -> {
          runs().finish(commit.run(), commit.results());
          incidents().advance(commit.run().job(), commit.advance());
          Dispatch dispatch = new Dispatch(database, commit.muting());
          dispatch.release(commit.run().job());
          dispatch.hold(commit.run().job());
          dispatch.put(commit.advance().transitions(), commit.channels());
          return commit;
        });
    trace.leave(commit.run().id());
  }

  /**
   * Stores what is to be told of a job that does not run now, in one transaction.
   *
   * @param advance its active incidents, and what is new to tell of them
   */
  public void review(String job, Advance advance, List<String> channels, Muting muting) {
    database.transaction(
        () -> {
          Dispatch dispatch = new Dispatch(database, muting);
          dispatch.release(job);
          dispatch.hold(job);
          incidents().advance(job, advance);
          dispatch.put(advance.transitions(), channels);
          return job;
        });
  }

  /**
   * Deletes the runs that begin after this time, with their results, but never the one that was
   * stored last: damage is known by it, ended or not.
   *
   * @return how many
   */
  public int forgetAfter(Instant time) {
    // Before: the run that ended last may be one of them.
    runs().newest().map(Run::id).ifPresent(trace::leave);
    return runs().forgetAfter(time);
  }

  /** Verifies the whole file; about a second for 200 MB. Throws if any of it is corrupt. */
  public void verify() {
    List<String> problems =
        database.query("PRAGMA integrity_check(1)", row -> row.text("integrity_check"));
    if (!problems.equals(List.of("ok"))) {
      throw HistoryUnavailableException.damaged(database.file(), String.join("; ", problems));
    }
    if (!database.query("PRAGMA foreign_key_check", row -> row.text("table")).isEmpty()) {
      throw HistoryUnavailableException.damaged(database.file(), "orphaned rows");
    }
  }

  /**
   * Writes a consistent copy of the whole history to a new file; safe while jobs run.
   *
   * @param target must not exist; the copy has no -wal file
   */
  public void copyTo(Path target) {
    database.update("VACUUM INTO ?", target.toString());
  }

  /**
   * The version of SQLite; loads its native library.
   *
   * @throws HistoryUnavailableException if it cannot be loaded
   */
  public static String engine() {
    return Database.version();
  }

  /** For tests of the file's content. */
  Database database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
    afterwards.run();
  }
}
