package io.gapwatch.infra.release;

/** A machine that a release is for, under the names that the native libraries give it. */
public enum Platform {
  /** Oracle's A1 machines. */
  LINUX_ARM64("libduckdb_java.so_linux_arm64", "aarch64", "linux-aarch64"),

  /** Most other machines, those of the tests among them. */
  LINUX_X86_64("libduckdb_java.so_linux_amd64", "x86_64", "linux-x86-64");

  private final String duckDb;
  private final String sqlite;
  private final String jna;

  Platform(String duckDb, String sqlite, String jna) {
    this.duckDb = duckDb;
    this.sqlite = sqlite;
    this.jna = jna;
  }

  /** The library of DuckDB, in its driver's jar and beside it. */
  String duckDb() {
    return duckDb;
  }

  /** The library of SQLite in its driver's jar. */
  String sqlite() {
    return "org/sqlite/native/Linux/" + sqlite + "/libsqlitejdbc.so";
  }

  /** The folder of JNA's library in its jar. */
  String jna() {
    return jna;
  }
}
