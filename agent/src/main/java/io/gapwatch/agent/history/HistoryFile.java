package io.gapwatch.agent.history;

import io.gapwatch.agent.files.PrivateFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file {@code history.db} in the state folder. Only its owner can read it: findings quote logs
 * and host names. SQLite gives its -wal and -shm files the same mode. Existing files keep their
 * mode.
 */
final class HistoryFile {
  private static final String NAME = "history.db";

  private HistoryFile() {}

  /** Its path, whether or not it exists. */
  static Path name(Path folder) {
    return folder.resolve(NAME);
  }

  /** Creates the folder and the file if missing. */
  static Path in(Path folder) {
    Path file = name(folder);
    try {
      PrivateFolder.create(folder);
      PrivateFolder.createFile(file);
    } catch (FileAlreadyExistsException exists) {
      return requireFile(file, exists);
    } catch (IOException e) {
      throw HistoryUnavailableException.cannotCreate(file, e);
    }
    return file;
  }

  private static Path requireFile(Path file, FileAlreadyExistsException exists) {
    if (Files.isRegularFile(file)) {
      return file;
    }
    throw HistoryUnavailableException.cannotCreate(file, exists);
  }
}
