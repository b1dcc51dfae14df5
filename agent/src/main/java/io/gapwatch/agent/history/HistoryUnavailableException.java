package io.gapwatch.agent.history;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The history cannot be read or written. Nothing was deleted or repaired. */
public final class HistoryUnavailableException extends GapwatchException {
  private static final long serialVersionUID = 1;
  private static final String MOVE_AWAY =
      "Move it away together with its -wal, -shm and -trace files; the next run starts a new one. "
          + "This loses past runs, acknowledgements, silences and undelivered messages, "
          + "and what is still wrong is reported again as new.";

  private HistoryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  private HistoryUnavailableException(String message) {
    super(message);
  }

  /** No run has created it yet, or it is where nobody looks, such as on a disk not mounted. */
  static HistoryUnavailableException none(Path state, Collection<String> jobs) {
    return new HistoryUnavailableException(
        "there is no history in %s yet%s"
            .formatted(
                state,
                StateFolder.at(state)
                    .trouble()
                    .map(", and no run can write one: "::concat)
                    .orElse("; run a job first: gapwatch run " + String.join(" or ", jobs))));
  }

  static HistoryUnavailableException cannotCreate(Path file, IOException cause) {
    return new HistoryUnavailableException(notWritable(file, FileTrouble.inWords(cause)), cause);
  }

  static HistoryUnavailableException damaged(Path file, String damage) {
    return new HistoryUnavailableException(damagedMessage(file, damage));
  }

  static HistoryUnavailableException damaged(Path file, RuntimeException cause) {
    return new HistoryUnavailableException(
        damagedMessage(file, String.valueOf(cause.getMessage())), cause);
  }

  static HistoryUnavailableException tooNew(Path file, int version, int known) {
    return new HistoryUnavailableException(
        "Could not use the history "
            + file
            + ": its schema is version "
            + version
            + ", and this release only knows versions up to "
            + known
            + ". Run the release that wrote it, or a later one. "
            + MOVE_AWAY);
  }

  static HistoryUnavailableException because(Path file, SQLException cause) {
    return new HistoryUnavailableException(message(file, cause), cause);
  }

  /** Whether another process or thread has the file locked. */
  boolean isBusy() {
    return getCause() instanceof SQLException cause
        && primaryCode(cause) == SQLiteErrorCode.SQLITE_BUSY;
  }

  /** Whether the file, or one beside it, could not be opened. */
  boolean isNotOpened() {
    return getCause() instanceof SQLException cause
        && primaryCode(cause) == SQLiteErrorCode.SQLITE_CANTOPEN;
  }

  private static String message(Path file, SQLException cause) {
    String why = String.valueOf(cause.getMessage());
    if (resultCode(cause) == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      // On a full disk, the first failing write is often that of the shared index.
      return diskFull(file, why);
    }
    return switch (primaryCode(cause)) {
      case SQLITE_NOTADB, SQLITE_CORRUPT -> damagedMessage(file, why);
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY -> notWritable(file, why);
      case SQLITE_FULL -> diskFull(file, why);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "Could not use the history "
              + file
              + ": another process has it locked ("
              + why
              + "). Wait for that run to end; if none is running, use lsof to see what has it "
              + "open.";
      default -> trouble(file, why);
    };
  }

  private static String diskFull(Path file, String why) {
    return "Could not write the history "
        + file
        + ": the disk is full ("
        + why
        + "). Free some space; what was committed before is safe.";
  }

  private static String trouble(Path file, String why) {
    return "Could not use the history "
        + file
        + ": "
        + why
        + ". Check its disk; what was committed before is safe.";
  }

  private static SQLiteErrorCode resultCode(SQLException cause) {
    return cause instanceof SQLiteException sqlite
        ? sqlite.getResultCode()
        : SQLiteErrorCode.SQLITE_ERROR;
  }

  private static SQLiteErrorCode primaryCode(SQLException cause) {
    return SQLiteErrorCode.getErrorCode(resultCode(cause).code & 0xff);
  }

  private static String damagedMessage(Path file, String why) {
    return "Could not use the history " + file + ": it is corrupt (" + why + "). " + MOVE_AWAY;
  }

  private static String notWritable(Path file, String why) {
    return "Could not write the history "
        + file
        + ": "
        + why
        + ". Make its folder writable for the user that runs Gapwatch, or choose another one "
        + "with state: in the configuration or with --state.";
  }
}
