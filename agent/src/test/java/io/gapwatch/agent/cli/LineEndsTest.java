package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files without a last line end, with the line ends of another system or a byte order mark, and
 * values that a shell or an editor ended with one, mean what they would mean without.
 */
class LineEndsTest {
  private static final String CONFIG =
      """
      version: 1
      state: state
      secrets: {from: file, path: secrets.env}
      sources:
        shop: {type: duckdb, url: "${env:FOLDER:-.}/t.duckdb"}
        ledger: {type: postgres, url: "postgres://u:${secret:WORD}@127.0.0.1:1/x"}
      jobs:
        j:
          schedule: "0 * * * *"
          checks:
            - {id: rows, type: sql, source: shop, query: "SELECT count(*) FROM t", critical: "<3"}
            - {id: far, type: sql, source: ledger, query: "SELECT 1", critical: ">3"}\
      """;

  private final Path folder;

  LineEndsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void makeTable() throws Exception {
    new OwnTables(folder).execute("CREATE TABLE t AS FROM range(3)");
    secrets("WORD=hush\n");
    config(CONFIG + "\n");
  }

  private void config(String text) throws Exception {
    Files.writeString(folder.resolve("gapwatch.yaml"), text);
  }

  private void secrets(String text) throws Exception {
    Path file = folder.resolve("secrets.env");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private String said(Map<String, String> variables) {
    Ran check = Ran.gapwatch(folder, variables, false, "check");
    return check.code() + check.out() + check.err();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\r\n", "\uFEFF", "\uFEFF\r\n"})
  void configurationMeansTheSame(String form) throws Exception {
    String asUsual = said(Map.of());
    assertThat(asUsual).contains("✅ 3", "ledger: could not connect");
    String end = form.replace("\uFEFF", "");
    String lines = end.equals("\r\n") ? CONFIG.replace("\n", end) : CONFIG;
    config((form.startsWith("\uFEFF") ? "\uFEFF" : "") + lines + (end.equals("\r\n") ? "" : end));
    assertThat(said(Map.of())).isEqualTo(asUsual);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"WORD=hush", "\uFEFFWORD=hush\r\n", "A=b\r\nWORD='hush'", "WORD=\"hush\"\r\n\r\n"})
  void secretsMeanTheSame(String text) throws Exception {
    String asUsual = said(Map.of());
    secrets(text);
    assertThat(said(Map.of())).isEqualTo(asUsual);
  }

  /** In the middle of a value as well as at its end. */
  @ParameterizedTest
  @ValueSource(strings = {"sub", "sub\n", "sub\r\n", "sub\n\n"})
  void variablesMeanTheSame(String value) throws Exception {
    Files.createDirectory(folder.resolve("sub"));
    Files.move(folder.resolve("t.duckdb"), folder.resolve("sub/t.duckdb"));
    assertThat(said(Map.of("FOLDER", value))).contains("✅ 3");
  }

  @Test
  void lineEndsInTheMiddleStay() throws Exception {
    config(CONFIG.replace("\"SELECT count(*) FROM t\"", "\"${env:QUERY}\""));
    assertThat(said(Map.of("QUERY", "SELECT 5 -- rows\n+ 1\n"))).contains("✅ 6");
  }
}
