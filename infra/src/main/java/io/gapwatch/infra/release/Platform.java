package io.gapwatch.infra.release;

import java.util.List;

/** A machine that a release is for, under the names that the native libraries give it. */
public enum Platform {
  /** Oracle's A1 machines. */
  LINUX_ARM64("libduckdb_java.so_linux_arm64", "Linux/aarch64", ".so", "linux-aarch64"),

  /** Most other machines, those of the tests among them. */
  LINUX_X86_64("libduckdb_java.so_linux_amd64", "Linux/x86_64", ".so", "linux-x86-64"),

  /** Macs; the driver for MotherDuck is the older one, which has one library for both kinds. */
  MACOS_ARM64(
      "libduckdb_java.so_macos_arm64 libduckdb_java.so_osx_universal",
      "Mac/aarch64",
      ".dylib",
      "darwin-aarch64");

  private final String duckDb;
  private final String sqlite;
  private final String suffix;
  private final String jna;

  Platform(String duckDb, String sqlite, String suffix, String jna) {
    this.duckDb = duckDb;
    this.sqlite = sqlite;
    this.suffix = suffix;
    this.jna = jna;
  }

  /** The names of DuckDB's library, in its driver's jar and beside it; each version has one. */
  List<String> duckDb() {
    return List.of(duckDb.split(" ", -1));
  }

  /** The library of SQLite in its driver's jar. */
  String sqlite() {
    return "org/sqlite/native/" + sqlite + "/" + sqliteFile();
  }

  /** The same beside the jars, by the name that the system gives a library. */
  String sqliteFile() {
    return "libsqlitejdbc" + suffix;
  }

  /** The folder of JNA's library in its jar. */
  String jna() {
    return jna;
  }
}
