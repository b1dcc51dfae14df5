package io.gapwatch.agent.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders and files only their owner can access, where the file system has permissions. */
public final class PrivateFolder {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      PosixFilePermissions.fromString("----w--w-");

  private PrivateFolder() {}

  /** Creates the folder and missing parents; existing ones keep their mode. */
  public static void create(Path folder) throws IOException {
    Files.createDirectories(folder, mode(folder, "rwx------"));
  }

  /**
   * Creates the folder, or closes it to others: who can write in it can replace what is in it.
   *
   * @param ours whether what is in it is only ours, so that its mode may be changed
   * @throws IOException when others can write in it, and it cannot be closed
   */
  public static void close(Path folder, boolean ours) throws IOException {
    create(folder);
    PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> modes = view.readAttributes().permissions();
    if (ours && Files.isWritable(folder) && !OWNER.containsAll(modes) && closed(view)) {
      return;
    }
    if (modes.stream().anyMatch(OTHERS_WRITE::contains)) {
      throw new FileSystemException(
          folder.toString(),
          null,
          "others can write in this folder; choose one of its own, or: chmod go-w " + folder);
    }
  }

  private static boolean closed(PosixFileAttributeView view) throws IOException {
    try {
      view.setPermissions(OWNER);
      return true;
    } catch (FileSystemException notOurs) {
      return false;
    }
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
