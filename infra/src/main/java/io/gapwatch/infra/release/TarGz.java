package io.gapwatch.infra.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** A tree as an archive that depends on nothing but its files: no times, no owners, one order. */
final class TarGz {
  private static final int PROGRAM = 0755;
  private static final int FILE = 0644;

  /** What remains of a mode where only the owner may read. */
  private static final int OWNERS = 0700;

  private static final int BEST_COMPRESSION = 9;

  private TarGz() {}

  static void write(Path tree, Path archive) throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(BEST_COMPRESSION);
    try (OutputStream file = Files.newOutputStream(archive);
        GzipCompressorOutputStream zip = new GzipCompressorOutputStream(file, parameters);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(zip)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path each : files(tree)) {
        add(tree, each, tar);
      }
    }
  }

  static List<Path> files(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void add(Path tree, Path file, TarArchiveOutputStream tar) throws IOException {
    String name = tree.relativize(file).toString();
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(file));
    entry.setModTime(0);
    entry.setMode(mode(name, file));
    tar.putArchiveEntry(entry);
    Files.copy(file, tar);
    tar.closeArchiveEntry();
  }

  /** The file's own, as far as it does not hang on this user's umask. */
  static int mode(String name, Path file) throws IOException {
    Set<PosixFilePermission> own = Files.getPosixFilePermissions(file);
    int mode =
        name.startsWith("bin/") || own.contains(PosixFilePermission.OWNER_EXECUTE) ? PROGRAM : FILE;
    boolean shared =
        own.contains(PosixFilePermission.GROUP_READ)
            || own.contains(PosixFilePermission.OTHERS_READ);
    return shared || name.startsWith("bin/") ? mode : mode & OWNERS;
  }
}
