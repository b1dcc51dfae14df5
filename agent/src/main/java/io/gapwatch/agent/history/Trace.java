package io.gapwatch.agent.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.files.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The id of the last run that was stored, beside the history. A history that does not know it has
 * lost something: it was emptied, cut or replaced by another one. That is damage, and no new
 * beginning.
 */
final class Trace {
  private static final String SUFFIX = "-trace";
  private static final int LONGEST = 100;

  private final Path history;
  private final Path file;

  Trace(Path history) {
    this.history = history;
    this.file = history.resolveSibling(history.getFileName() + SUFFIX);
  }

  /** Before the history is opened, which would write into an empty one. */
  void requireContent() {
    if (last().isPresent() && isEmpty()) {
      throw HistoryUnavailableException.damaged(
          history, "it is empty, although runs were stored in it before");
    }
  }

  /** That the history knows the last run that was stored. */
  void requireIn(Database database) {
    last()
        .filter(id -> database.number("SELECT count(*) FROM run WHERE id = ?", id) == 0)
        .ifPresent(
            id -> {
              throw HistoryUnavailableException.damaged(
                  history,
                  "it does not know run "
                      + id
                      + ", which was stored before: it was cut, or replaced by another one");
            });
  }

  /**
   * Leaves the id of a run that is on disk. Without it damage is found later or not at all, which
   * is no reason to fail.
   */
  void leave(String runId) {
    Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.deleteIfExists(draft);
      PrivateFolder.createFile(draft);
      Files.writeString(draft, runId + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      return;
    }
  }

  private boolean isEmpty() {
    try {
      return !Files.exists(history) || Files.size(history) == 0;
    } catch (IOException e) {
      // Opening it says why.
      return false;
    }
  }

  private Optional<String> last() {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file, UTF_8).strip()).filter(id -> !id.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
