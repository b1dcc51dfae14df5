package io.gapwatch.agent.upkeep;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which files this user's processes have open, from Linux's {@code /proc/PID/fd} (proc(5)). */
public final class OpenFiles {
  private static final Path PROC = Path.of("/proc");

  private OpenFiles() {}

  /**
   * The file keys, as of {@link BasicFileAttributes#fileKey}, of all files that processes have open
   * and this user may see; empty if there is no {@code /proc}, so that it is not known.
   */
  public static Optional<Set<Object>> keys() {
    Set<Object> keys = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        add(process.resolve("fd"), keys);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
    // This process itself has files open: otherwise nothing can be seen.
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
  }

  private static void add(Path descriptors, Set<Object> keys) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        key(descriptor).ifPresent(keys::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another user's, or ended in the meantime.
      return;
    }
  }

  private static Optional<Object> key(Path descriptor) {
    try {
      return Optional.ofNullable(
          Files.readAttributes(descriptor, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      // A pipe, a socket, or closed since it was listed.
      return Optional.empty();
    }
  }

  /** Whether one of them has this file open; false if there is no {@code /proc}. */
  static boolean contain(Path file) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process.resolve("fd"), file)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
    return false;
  }

  /** A process that ends in the meantime, or is another user's, does not matter here. */
  private static boolean holds(Path descriptors, Path file) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        if (isSame(descriptor, file)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
    return false;
  }

  private static boolean isSame(Path descriptor, Path file) {
    try {
      return Files.isSameFile(descriptor, file);
    } catch (IOException e) {
      // A pipe, a socket, or closed since it was listed.
      return false;
    }
  }
}
