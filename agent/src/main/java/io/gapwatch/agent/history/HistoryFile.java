package io.gapwatch.agent.history;

import io.gapwatch.agent.files.PrivateFolder;
import io.gapwatch.agent.files.RegularFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The file {@code history.db} in the state folder. Only its owner can read it: findings quote logs
 * and host names. SQLite gives its -wal and -shm files the same mode. Existing files keep their
 * mode; a folder that others can enter is closed to them.
 */
final class HistoryFile {
  private static final String NAME = "history.db";
  private static final Set<String> OURS = Set.of("locks", "logs", "duckdb", "crontab");

  private HistoryFile() {}

  /** Its path, whether or not it exists. */
  static Path name(Path folder) {
    return folder.resolve(NAME);
  }

  /** Creates the folder and the file if missing. */
  static Path in(Path folder) {
    Path file = name(folder);
    try {
      PrivateFolder.close(folder, Files.exists(file) || isEmpty(folder));
      PrivateFolder.createFile(file);
    } catch (FileAlreadyExistsException exists) {
      return requireFile(file, exists);
    } catch (IOException e) {
      throw HistoryUnavailableException.cannotCreate(file, e);
    }
    return file;
  }

  /** A folder that somebody uses for other things keeps its mode. */
  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> OURS.contains(String.valueOf(file.getFileName())));
    }
  }

  private static Path requireFile(Path file, FileAlreadyExistsException exists) {
    try {
      RegularFile.refuseOther(file);
      return file;
    } catch (IOException e) {
      e.addSuppressed(exists);
      throw HistoryUnavailableException.cannotCreate(file, e);
    }
  }
}
