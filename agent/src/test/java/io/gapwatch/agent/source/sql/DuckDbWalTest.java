package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of each of these DuckDB reads what it understands, and says nothing of the rest. */
class DuckDbWalTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Path file;
  private final Path wal;
  private byte[] whole = {};

  DuckDbWalTest(@TempDir Path folder) {
    file = folder.resolve("chain.duckdb");
    wal = folder.resolve("chain.duckdb.wal");
  }

  /** 1,000 rows in the file, and 20 transactions of a row each beside it. */
  @BeforeEach
  void copyWhileNobodyWrites() throws SQLException, IOException {
    fill("");
  }

  private void fill(String format) throws SQLException, IOException {
    Path made = file.resolveSibling("made.duckdb");
    Files.deleteIfExists(made);
    Files.deleteIfExists(file);
    Files.deleteIfExists(wal);
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:")) {
      Databases.execute(
          writer,
          "ATTACH '" + made + "' AS d" + format,
          "CREATE TABLE d.numbers AS SELECT range AS n FROM range(1000)",
          "CHECKPOINT d");
      for (int i = 1000; i < 1020; i++) {
        Databases.execute(writer, "INSERT INTO d.numbers VALUES (" + i + ")");
      }
      Files.copy(made, file);
      whole = Files.readAllBytes(Path.of(made + ".wal"));
    }
    Files.write(wal, whole);
  }

  @Test
  void whatIsNotYetFoldedInIsRead() {
    assertThat(rows()).isEqualTo(1020);
    assertThat(wal).hasBinaryContent(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.0.0", "v1.2.0", "v1.5.0", "v2.0.0"})
  void ofEachFormat(String version) throws Exception {
    fill(" (STORAGE_VERSION '" + version + "')");
    assertThat(rows()).isEqualTo(1020);
    Files.write(wal, Arrays.copyOf(whole, whole.length - 1));
    assertThat(refused()).hasMessageContaining("ends in the middle of a transaction");
  }

  @Test
  void ofManyKindsOfEntries() throws Exception {
    Path made = file.resolveSibling("kinds.duckdb");
    try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + made)) {
      Databases.execute(
          writer,
          "CHECKPOINT",
          "CREATE SCHEMA s",
          "CREATE TABLE numbers (n BIGINT PRIMARY KEY, w VARCHAR)",
          "CREATE SEQUENCE q",
          "INSERT INTO numbers SELECT range, 'word ' || range FROM range(50000)",
          "UPDATE numbers SET w = 'other' WHERE n % 3 = 0",
          "DELETE FROM numbers WHERE n >= 49000",
          "ALTER TABLE numbers ADD COLUMN x INTEGER DEFAULT 7",
          "CREATE VIEW v AS SELECT n FROM numbers",
          "CREATE INDEX i ON numbers (w)",
          "DROP VIEW v");
      Files.copy(made, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.copy(Path.of(made + ".wal"), wal, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(rows()).isEqualTo(49000);
  }

  @Test
  void anEmptyOneHoldsNothing() throws IOException {
    Files.write(wal, new byte[0]);
    assertThat(rows()).isEqualTo(1000);
  }

  @Test
  void whatIsNoneIsNotPassedOver() throws IOException {
    byte[] random = new byte[500];
    new Random(1).nextBytes(random);
    byte[] firstByte = whole.clone();
    firstByte[0] ^= 0x55;
    for (byte[] content :
        new byte[][] {
          random, new byte[500], "some text\n".getBytes(StandardCharsets.US_ASCII), firstByte
        }) {
      Files.write(wal, content);
      SourceUnavailableException e = refused();
      assertThat(e)
          .hasMessage(
              "chain: " + wal + " is not a write-ahead log of DuckDB, which ignores it silently");
      assertThat(e.remedy()).contains("with the program that writes it");
      assertThat(wal).as("only looked at").hasBinaryContent(content);
    }
  }

  /** Of half of these bytes DuckDB reads 1,009 rows, and calls that the table. */
  @Test
  void oneThatWasCutIsNotWhole() throws IOException {
    for (int length = 1; length < whole.length; length += step(length)) {
      Files.write(wal, Arrays.copyOf(whole, length));
      Optional<SourceUnavailableException> refused = tried();
      if (refused.isEmpty()) {
        // Between two transactions nothing is torn.
        assertThat(HexFormat.of().formatHex(whole, length - 5, length))
            .as("cut at " + length)
            .matches("640064ffff|.*ffff");
        assertThat(rows()).isBetween(1000L, 1019L);
      } else {
        assertThat(refused.get().getMessage()).contains("ends in the middle of a transaction");
      }
    }
  }

  @Test
  void whatIsBehindItsEndIsNotLeftOut() throws IOException {
    for (byte filling : new byte[] {0, 0x5a}) {
      byte[] longer = Arrays.copyOf(whole, whole.length + 200);
      Arrays.fill(longer, whole.length, longer.length, filling);
      Files.write(wal, longer);
      assertThat(refused())
          .hasMessageContaining("in the middle of a transaction, at byte " + whole.length + ":");
    }
  }

  @Test
  void eachFlippedByteIsNoticed() throws IOException {
    for (int at = 0; at < whole.length; at += step(at)) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x55;
      Files.write(wal, flipped);
      if (tried().isEmpty()) {
        assertThat(rows()).as("byte " + at).isEqualTo(1020);
      }
    }
  }

  @Test
  void ofAnotherDatabase() throws IOException, SQLException {
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    other.writeBytes(whole);
    fill("");
    Files.write(wal, other.toByteArray());
    assertThat(refused()).hasMessageContaining("WAL does not match database file");
  }

  @Test
  @Timeout(60)
  void aPipeIsNotWaitedFor() throws Exception {
    Files.delete(wal);
    assertThat(new ProcessBuilder("mkfifo", wal.toString()).start().waitFor()).isZero();
    assertThat(refused())
        .hasMessageEndingWith(
            "chain.duckdb.wal is no ordinary file, so not what DuckDB left there");
    Files.delete(wal);
    Files.createDirectory(wal);
    assertThat(refused()).hasMessageContaining("is no ordinary file");
  }

  @Test
  void besideTheFileThatALinkMeans() throws IOException {
    Path link = Files.createSymbolicLink(file.resolveSibling("link.duckdb"), file);
    Files.write(wal, new byte[500]);
    SourceUnavailableException e =
        catchThrowableOfType(SourceUnavailableException.class, () -> open(link));
    assertThat(e).hasMessageContaining(wal + " is not a write-ahead log of DuckDB");
  }

  /** Each byte of the first entries and of the last one; some of the others. */
  private int step(int at) {
    return at < 40 || at > whole.length - 25 ? 1 : 31;
  }

  private SourceUnavailableException refused() {
    return tried().orElseThrow(() -> new AssertionError("taken for well: " + rows() + " rows"));
  }

  private Optional<SourceUnavailableException> tried() {
    return Optional.ofNullable(
        catchThrowableOfType(SourceUnavailableException.class, () -> open(file).close()));
  }

  private long rows() {
    long[] rows = {0};
    try (SqlSession session = open(file)) {
      session.query("SELECT count(*) FROM numbers", TIMEOUT, row -> rows[0] = row.number(1));
    }
    return rows[0];
  }

  private SqlSession open(Path path) {
    return new DuckDbSource(
            "chain",
            DuckDbOptions.connection(
                path.toString(), Objects.requireNonNull(path.getParent()), Optional.empty()))
        .open(TIMEOUT);
  }
}
