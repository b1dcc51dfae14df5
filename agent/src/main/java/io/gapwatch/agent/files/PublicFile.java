package io.gapwatch.agent.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes files that other users read, such as a web server, into a folder in which others may write
 * too: a link or a named pipe that somebody put there is replaced, and never followed or waited
 * for.
 */
public final class PublicFile {
  private PublicFile() {}

  /**
   * Creates the folder and missing parents, so that everybody can enter; existing ones keep their
   * mode.
   */
  public static void createFolder(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path one = folder; one != null && !Files.exists(one); one = one.getParent()) {
      missing.push(one);
    }
    Files.createDirectories(folder);
    for (Path created : missing) {
      // The umask of cron's lines would close it.
      Files.setPosixFilePermissions(created, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /**
   * Writes the file, whole or not at all, readable by everybody.
   *
   * @throws IOException when it could not be written; what was there is still there
   */
  public static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".new");
    // What a killed run left, or what somebody else put there.
    Files.deleteIfExists(draft);
    Files.writeString(
        draft,
        text,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
    // The umask of cron's lines would close it.
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
