package io.gapwatch.infra.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/**
 * Native libraries in jars: those of other platforms are left out, and DuckDB's is laid beside its
 * jar, where its driver looks before it unpacks 50 MB at each start.
 */
final class NativeLibraries {
  private static final String DUCKDB = "libduckdb_java.so_linux_arm64";

  /** Entries that a Linux machine on ARM has no use for, or finds beside the jar. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "libduckdb_java\\.so_.*"
              + "|org/sqlite/native/(?!Linux/aarch64/).*\\.(so|dll|dylib)"
              + "|com/sun/jna/(?!linux-aarch64/)[^/]+/.*jnidispatch.*");

  /** A fixed time (the first that a zip file can hold), because an archive is its content. */
  private static final long TIME = 315_532_800_000L;

  private NativeLibraries() {}

  /** Copies a jar into the folder without them. */
  static void copyWithout(Path jar, Path folder) throws IOException {
    try (JarFile in = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(folder.resolve(jar.getFileName()));
        JarOutputStream out = new JarOutputStream(file)) {
      for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
        copy(in, entries.nextElement(), out, folder);
      }
    }
  }

  private static void copy(JarFile in, JarEntry entry, JarOutputStream out, Path folder)
      throws IOException {
    if (entry.getName().equals(DUCKDB)) {
      try (InputStream library = in.getInputStream(entry)) {
        Files.copy(library, folder.resolve(DUCKDB));
      }
    }
    if (!LEFT_OUT.matcher(entry.getName()).matches()) {
      JarEntry kept = new JarEntry(entry.getName());
      kept.setTime(TIME);
      out.putNextEntry(kept);
      try (InputStream content = in.getInputStream(entry)) {
        content.transferTo(out);
      }
      out.closeEntry();
    }
  }
}
