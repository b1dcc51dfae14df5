package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How a file begins, which tells what it is whatever its name says.
 *
 * @param text its first bytes, one character each
 */
record FileBeginning(Path file, String text) {
  private static final int LOOKED_AT = 512;

  /** DuckDB's own mark, behind a checksum of eight bytes. */
  private static final String MARK = "DUCK";

  private static final int MARK_AT = 8;

  /**
   * Reads it.
   *
   * @throws SourceUnavailableException if this user cannot
   */
  static FileBeginning of(String source, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new FileBeginning(
          file, new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new SourceUnavailableException(
          source + ": " + file + " could not be read",
          "give this user read permission, and access to its folder",
          e);
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  boolean isDuckDb() {
    return text.startsWith(MARK, MARK_AT);
  }

  boolean isParquet() {
    return text.startsWith("PAR1");
  }

  /** By gzip or zstd. */
  boolean isCompressed() {
    return text.startsWith("\u001f\u008b") || text.startsWith("(\u00b5/\u00fd");
  }

  /** Of a spreadsheet: new ones are ZIP archives, old ones begin with the mark of Office. */
  boolean isWorkbook() {
    String name = name();
    return (isZip() && (name.matches(".*\\.(xls[xmb]|ods|numbers)") || text.contains("xl/")))
        || text.startsWith("\u00d0\u00cf\u0011\u00e0");
  }

  private boolean isZip() {
    return text.startsWith("PK\u0003\u0004");
  }

  boolean isUtf16() {
    return text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff");
  }

  /** Of one byte each, which may also be marks between values; no text has a NUL. */
  boolean isText() {
    return text.indexOf(0) < 0 && !isUtf16() && !isCompressed();
  }

  private boolean isBinary() {
    return text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r');
  }

  /** {@code a Parquet file}. */
  String kind() {
    if (isDuckDb()) {
      return "a DuckDB file";
    }
    if (isParquet()) {
      return "a Parquet file";
    }
    if (text.startsWith("SQLite format 3")) {
      return "an SQLite database";
    }
    if (isWorkbook()) {
      return "a spreadsheet";
    }
    if (isZip()) {
      return "a ZIP archive";
    }
    if (isCompressed()) {
      return "a compressed file";
    }
    if (isUtf16()) {
      return "text in UTF-16";
    }
    if (isBinary()) {
      return "something else";
    }
    String name = name();
    return name.matches(".*\\.[ct]sv") ? "a CSV file" : name.endsWith("json") ? "JSON" : "text";
  }

  private String name() {
    return file.toString().toLowerCase(Locale.ROOT);
  }
}
