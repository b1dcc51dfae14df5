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
 * Native libraries in jars: those of other platforms are left out, and those of DuckDB and SQLite
 * are laid beside their jars, where the drivers look before they unpack 60 MB at each start.
 */
final class NativeLibraries {
  /** A fixed time (the first that a zip file can hold), because an archive is its content. */
  private static final long TIME = 315_532_800_000L;

  private final Platform platform;
  private final Pattern leftOut;

  NativeLibraries(Platform platform) {
    this.platform = platform;
    this.leftOut =
        Pattern.compile(
            "libduckdb_java\\..*"
                + "|org/sqlite/native/.*\\.(so|dll|dylib|jnilib)"
                + "|com/sun/jna/(?!%s/)[^/]+/.*jnidispatch.*".formatted(platform.jna()));
  }

  /** Copies a jar into the folder without them. */
  void copyWithout(Path jar, Path folder) throws IOException {
    copyWithout(jar, folder, jar.getFileName().toString());
  }

  /** The same under another name. */
  void copyWithout(Path jar, Path folder, String copy) throws IOException {
    try (JarFile in = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(folder.resolve(copy));
        JarOutputStream out = new JarOutputStream(file)) {
      for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
        copy(in, entries.nextElement(), out, folder);
      }
    }
  }

  private void copy(JarFile in, JarEntry entry, JarOutputStream out, Path folder)
      throws IOException {
    String name = entry.getName();
    if (platform.duckDb().contains(name)) {
      layBeside(in, entry, folder.resolve(name));
    } else if (name.equals(platform.sqlite())) {
      // Where the launcher tells SQLite's driver to look.
      layBeside(in, entry, folder.resolve(platform.sqliteFile()));
    }
    if (!leftOut.matcher(name).matches()) {
      JarEntry kept = new JarEntry(name);
      kept.setTime(TIME);
      out.putNextEntry(kept);
      try (InputStream content = in.getInputStream(entry)) {
        content.transferTo(out);
      }
      out.closeEntry();
    }
  }

  private static void layBeside(JarFile in, JarEntry entry, Path file) throws IOException {
    try (InputStream library = in.getInputStream(entry)) {
      Files.copy(library, file);
    }
  }
}
