package io.gapwatch.agent.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders and files only their owner can access, where the file system has permissions. */
public final class PrivateFolder {
  private PrivateFolder() {}

  /** Creates the folder and missing parents; existing ones keep their mode. */
  public static void create(Path folder) throws IOException {
    Files.createDirectories(folder, mode(folder, "rwx------"));
  }

  /** Creates an empty file; fails if it exists. */
  public static void createFile(Path file) throws IOException {
    Files.createFile(file, mode(file, "rw-------"));
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
