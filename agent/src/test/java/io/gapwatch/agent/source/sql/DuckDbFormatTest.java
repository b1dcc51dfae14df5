package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of a DuckDB that does not exist yet, with the checksum that it would have. */
class DuckDbFormatTest {
  private static final int HEADER = 4096;

  private final Path file;

  DuckDbFormatTest(@TempDir Path folder) {
    file = folder.resolve("chain.duckdb");
  }

  @Test
  void saysWhichDuckDbItNeeds() throws Exception {
    write("v99.1.0");
    SourceUnavailableException e = refused();
    assertThat(e.getMessage())
        .matches(
            "chain: .*chain\\.duckdb needs a newer DuckDB: DuckDB v99\\.1\\.0 made it in storage"
                + " format 998, and the DuckDB v\\d+\\.\\d+\\.\\d+ of this Gapwatch reads formats"
                + " up to \\d+");
    assertThat(e.remedy())
        .startsWith("update Gapwatch to a version with DuckDB v99.1.0 or newer; or have the writer")
        .matches(".*STORAGE_VERSION 'v\\d+\\.\\d+\\.\\d+'.*");
  }

  @Test
  void alsoIfTheFileDoesNotSayItsMaker() throws Exception {
    write("\u0001\u0002\u0003");
    SourceUnavailableException e = refused();
    assertThat(e).hasMessageContaining(": a newer one made it in storage format 998, and");
    assertThat(e.remedy()).startsWith("update Gapwatch to a version with DuckDB of that format;");
  }

  /** The one that it names can be read. */
  @Test
  void theFormatThatItAdvisesIsReadable() throws Exception {
    write("v99.1.0");
    String advice = refused().remedy().replaceAll(".*(\\(STORAGE_VERSION '[^']+'\\)).*", "$1");
    Path older = file.resolveSibling("older.duckdb");
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:")) {
      Databases.execute(
          writer, "ATTACH '" + older + "' AS d " + advice, "CREATE TABLE d.numbers (n INTEGER)");
    }
    try (SqlSession session = open(older)) {
      assertThat(session.columns("numbers")).hasSize(1);
    }
  }

  private void write(String maker) throws Exception {
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:")) {
      Databases.execute(
          writer,
          "ATTACH '" + file + "' AS d (STORAGE_VERSION 'v1.2.0')",
          "CREATE TABLE d.numbers AS SELECT range AS n FROM range(3)");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(12, 998);
    bytes.put(52, new byte[32]);
    bytes.put(52, maker.getBytes(StandardCharsets.US_ASCII));
    long sum = 5381;
    for (int at = 8; at < HEADER; at += Long.BYTES) {
      sum ^= bytes.getLong(at) * 0xbf58476d1ce4e5b9L;
    }
    bytes.putLong(0, sum);
    Files.write(file, bytes.array());
  }

  private SourceUnavailableException refused() {
    return catchThrowableOfType(SourceUnavailableException.class, () -> open(file).close());
  }

  private SqlSession open(Path path) {
    return new DuckDbSource(
            "chain",
            DuckDbOptions.connection(
                path.toString(), Objects.requireNonNull(path.getParent()), Optional.empty()))
        .open(Duration.ofSeconds(30));
  }
}
