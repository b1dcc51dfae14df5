package io.gapwatch.infra.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A tree as an archive for whoever has no tar; with the same modes, and as reproducible. */
final class Zip {
  /** The first time that a zip file can hold. */
  private static final long TIME = 315_532_800_000L;

  private Zip() {}

  static void write(Path tree, Path archive) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
      for (Path file : TarGz.files(tree)) {
        String name = tree.relativize(file).toString();
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTime(TIME);
        entry.setUnixMode(TarGz.mode(name, file));
        zip.putArchiveEntry(entry);
        Files.copy(file, zip);
        zip.closeArchiveEntry();
      }
    }
  }
}
