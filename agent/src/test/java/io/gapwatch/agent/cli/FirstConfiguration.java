package io.gapwatch.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which {@code init} writes the first configuration. */
abstract class FirstConfiguration {
  static final Path GOLDEN = Path.of("src/test/resources/init");

  /** Ran.NOW, in SQL. */
  static final String NOW = "TIMESTAMP '2026-11-21 00:00:00'";

  final Path folder;

  final OwnTables tables;

  FirstConfiguration(@TempDir Path folder) {
    this.folder = folder;
    this.tables = new OwnTables(folder);
  }

  Ran init(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "init";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return tables.gapwatch(all);
  }

  String written() throws IOException {
    return Files.readString(folder.resolve("gapwatch.yaml"));
  }
}
