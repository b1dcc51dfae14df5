package io.gapwatch.agent.history;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The tables, as a list of migrations. A release appends a migration and never changes an old one;
 * {@code user_version} counts those a file has been through.
 *
 * <p>Times are UTC milliseconds since 1970. A result, a finding and a transition's incident are
 * JSON ({@link ResultJson}); series of measured numbers are extracted from it, so that each number
 * is stored once.
 */
final class Schema {
  private static final int WAL_ATTEMPTS = 100;
  private static final Duration WAL_PAUSE = Duration.ofMillis(50);

  private static final String FIRST =
      """
      CREATE TABLE run (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        job TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        finished_at INTEGER,
        status TEXT,
        exit_code INTEGER
      ) STRICT;
      CREATE INDEX run_of_job ON run (job, started_at);
      CREATE INDEX run_by_age ON run (started_at);

      CREATE TABLE result (
        run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        check_id TEXT NOT NULL,
        status TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (run, position)
      ) STRICT;
      CREATE INDEX result_of_check ON result (check_id, run);

      CREATE TABLE incident (
        id TEXT PRIMARY KEY,
        job TEXT NOT NULL,
        state TEXT NOT NULL,
        finding TEXT NOT NULL,
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        sightings INTEGER NOT NULL,
        good_runs INTEGER NOT NULL,
        opened_at INTEGER,
        resolved_at INTEGER,
        reminded_at INTEGER,
        acknowledged_by TEXT,
        acknowledged_at INTEGER
      ) STRICT;
      CREATE INDEX incident_of_job ON incident (job, state);

      CREATE TABLE transition (
        id TEXT PRIMARY KEY,
        incident_id TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        incident TEXT NOT NULL
      ) STRICT;
      CREATE INDEX transition_of_incident ON transition (incident_id);

      CREATE TABLE outbox (
        transition_id TEXT NOT NULL REFERENCES transition (id) ON DELETE CASCADE,
        channel TEXT NOT NULL,
        state TEXT NOT NULL
          CHECK (state IN ('pending', 'muted', 'delivered', 'refused', 'dropped')),
        attempts INTEGER NOT NULL DEFAULT 0,
        last_failure TEXT,
        settled_at INTEGER,
        receipt TEXT,
        cancelled_at INTEGER,
        PRIMARY KEY (transition_id, channel)
      ) STRICT;
      CREATE INDEX outbox_waiting ON outbox (state, channel)
        WHERE state IN ('pending', 'muted');
      CREATE INDEX outbox_receipt ON outbox (channel, receipt)
        WHERE receipt IS NOT NULL AND cancelled_at IS NULL;

      CREATE TABLE memory (
        check_id TEXT PRIMARY KEY,
        memory TEXT NOT NULL
      ) STRICT;

      CREATE TABLE silence (
        id TEXT PRIMARY KEY,
        pattern TEXT NOT NULL,
        until INTEGER NOT NULL,
        comment TEXT NOT NULL,
        author TEXT NOT NULL
      ) STRICT;
      """;

  private static final String USAGE =
      """
      CREATE TABLE usage (
        at INTEGER PRIMARY KEY,
        boot TEXT NOT NULL,
        busy INTEGER NOT NULL,
        total INTEGER NOT NULL,
        memory REAL NOT NULL
      ) STRICT;
      """;

  /** Earlier releases appended the time to the failure text. */
  private static final String RETRY_AFTER =
      """
      ALTER TABLE outbox ADD COLUMN retry_after INTEGER;

      UPDATE outbox SET retry_after = 1000 * unixepoch(
        rtrim(substr(last_failure, instr(last_failure, ' [not before ') + 13), ']'))
      WHERE last_failure LIKE '% [not before %]';

      UPDATE outbox
      SET last_failure = substr(last_failure, 1, instr(last_failure, ' [not before ') - 1)
      WHERE retry_after IS NOT NULL;
      """;

  /** Probes read the past from the results instead. */
  private static final String NO_MEMORY = "DROP TABLE memory;";

  /** Of older incidents it is not known what they were measured on, nor whether they were worse. */
  private static final String PROOF =
      """
      ALTER TABLE incident ADD COLUMN worst TEXT;
      ALTER TABLE incident ADD COLUMN scope TEXT NOT NULL DEFAULT '';
      ALTER TABLE incident ADD COLUMN closure TEXT;

      UPDATE incident SET worst = json_extract(finding, '$.severity');
      UPDATE incident SET closure = 'REMOVED' WHERE state = 'CLOSED';
      """;

  private static final String MAINTENANCE =
      """
      CREATE TABLE maintenance (
        id TEXT PRIMARY KEY,
        begins INTEGER NOT NULL,
        until INTEGER NOT NULL,
        concerned TEXT NOT NULL,
        comment TEXT NOT NULL,
        author TEXT NOT NULL
      ) STRICT;
      """;

  private static final String ACTIONS =
      """
      CREATE TABLE action (
        seq INTEGER PRIMARY KEY,
        run TEXT NOT NULL,
        job TEXT NOT NULL,
        type TEXT NOT NULL,
        target TEXT NOT NULL,
        subject TEXT NOT NULL,
        before TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        finished_at INTEGER,
        done INTEGER,
        words TEXT
      ) STRICT;
      CREATE INDEX action_of_run ON action (run);
      CREATE INDEX action_of_target ON action (target, started_at);
      """;

  /** Those of before are taken for old. */
  private static final String SILENCES_MADE =
      "ALTER TABLE silence ADD COLUMN made INTEGER NOT NULL DEFAULT 0";

  /** One per version, in order. */
  static final List<String> STEPS =
      List.of(FIRST, USAGE, RETRY_AFTER, NO_MEMORY, PROOF, MAINTENANCE, ACTIONS, SILENCES_MADE);

  /** The version this release writes. */
  static final int VERSION = STEPS.size();

  private Schema() {}

  static void migrate(Database database) {
    int version = version(database);
    if (version > VERSION) {
      throw HistoryUnavailableException.tooNew(database.file(), version, VERSION);
    }
    // Auto-vacuum can be chosen only before the first page is written, WAL mode at any time.
    database.execute("PRAGMA auto_vacuum = INCREMENTAL");
    switchToWal(database);
    if (version < VERSION) {
      database.transaction(() -> takeSteps(database));
    }
  }

  /**
   * Unlike everywhere else, SQLite does not wait for locks when it changes the journal mode, so two
   * processes creating a history at the same time must retry.
   */
  private static void switchToWal(Database database) {
    for (int attempt = 1; ; attempt++) {
      try {
        database.execute("PRAGMA journal_mode = WAL");
        return;
      } catch (HistoryUnavailableException e) {
        if (!e.isBusy() || attempt == WAL_ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(WAL_PAUSE.toNanos());
      }
    }
  }

  /** Another process may have migrated the file while this one waited for the lock. */
  private static int takeSteps(Database database) {
    int version = version(database);
    STEPS.stream().skip(version).forEach(database::execute);
    database.execute("PRAGMA user_version = " + VERSION);
    return VERSION;
  }

  private static int version(Database database) {
    return Math.toIntExact(database.number("PRAGMA user_version"));
  }
}
