package io.gapwatch.agent.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Opens ordinary files only: opening a named pipe waits for whoever is at its other end, and a
 * device may never end. A link to a file is one.
 */
public final class RegularFile {
  private static final int TYPE_BITS = 0170000;

  private RegularFile() {}

  /**
   * The first bytes of a file.
   *
   * @param most how many at most; a caller that asks for one more than it takes sees that there are
   *     too many
   * @throws IOException when it cannot be read, or is not an ordinary file
   */
  public static byte[] read(Path file, int most) throws IOException {
    require(file);
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  /**
   * Makes sure that what is there, if anything, is an ordinary file.
   *
   * @throws IOException when it is something else
   */
  public static void refuseOther(Path file) throws IOException {
    try {
      require(file);
    } catch (NoSuchFileException e) {
      return;
    }
  }

  private static void require(Path file) throws IOException {
    // Follows links, and fails where there is nothing.
    if (Files.isDirectory(file)) {
      throw notAFile(file, "a folder");
    }
    if (!Files.isRegularFile(file)) {
      file.getFileSystem().provider().checkAccess(file);
      throw notAFile(file, kind(file));
    }
  }

  private static FileSystemException notAFile(Path file, String kind) {
    return new FileSystemException(
        file.toString(), null, "it is " + kind + ", not an ordinary file");
  }

  private static String kind(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return "something else";
    }
    return switch ((Integer) Files.getAttribute(file, "unix:mode") & TYPE_BITS) {
      case 0010000 -> "a named pipe";
      case 0020000, 0060000 -> "a device";
      case 0140000 -> "a socket";
      default -> "something else";
    };
  }
}
