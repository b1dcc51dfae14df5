package io.gapwatch.agent.source.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Whether every line of a CSV file is a row. Where one is not, DuckDB takes whole lines for values
 * of one column, or says only that it could not guess.
 */
final class CsvLines {
  private static final String REMEDY =
      "the first line names the columns, and each other line has a value for each of them: repair"
          + " the file, or divide it where its columns change";

  /** One column, whatever is in a line. */
  private static final String LINES =
      "SELECT filename, line FROM read_csv(%s, auto_detect = false, header = false, delim ="
          + " '\u0001', quote = '', escape = '', comment = '', columns = {'line': 'VARCHAR'},"
          + " filename = true)";

  /** What is further down is not looked for: a run has a deadline. */
  private static final long MOST_LINES = 5_000_000;

  private final Connection connection;
  private final DataFile data;

  CsvLines(Connection connection, DataFile data) {
    this.connection = connection;
    this.data = data;
  }

  /**
   * Makes the table.
   *
   * @throws SourceUnavailableException if a line is no row of it
   */
  void makeTable(String source) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(data.view());
    } catch (SQLException e) {
      Optional<SourceUnavailableException> letters = otherThanUtf8(source);
      throw letters.isPresent() ? letters.get() : misfit(source).orElseThrow(() -> e);
    }
    if (isUndivided()) {
      throw misfit(source)
          .orElseGet(
              () -> refused(source, "the columns of " + data.path() + " are not told apart"));
    }
  }

  /** DuckDB says nothing of letters that it cannot read. */
  private Optional<SourceUnavailableException> otherThanUtf8(String source) {
    if (data.isCompressed() || !Files.isRegularFile(data.path())) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(data.path(), ISO_8859_1)) {
      String line = lines.readLine();
      for (long number = 1; line != null && number <= MOST_LINES; number++) {
        if (!isUtf8(line.getBytes(ISO_8859_1))) {
          return Optional.of(
              new SourceUnavailableException(
                  "%s: line %,d of %s is not in UTF-8".formatted(source, number, data.path()),
                  "save it in UTF-8; Excel calls that CSV UTF-8"));
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isUtf8(byte[] line) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private boolean isUndivided() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("DESCRIBE " + data.quoted())) {
      String first = row.next() ? row.getString(1) : "";
      return !row.next() && separator(first).isPresent();
    }
  }

  /** The first line that has not as many values as the first line of its file. */
  private Optional<SourceUnavailableException> misfit(String source) throws SQLException {
    String file = "";
    long number = 0;
    String separator = "";
    long values = 0;
    try (Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery(LINES.formatted(data.literal()))) {
      while (lines.next()) {
        String line = Optional.ofNullable(lines.getString(2)).orElse("");
        if (!file.equals(lines.getString(1))) {
          file = lines.getString(1);
          number = 0;
          separator = separator(line).orElse("");
          values = values(line, separator);
        }
        number++;
        // A value in quotes may have anything in it, the end of a line too.
        if (line.contains("\"")) {
          return Optional.of(
              refused(
                  source,
                  "line %,d of %s, which has a quotation mark, or one after it does not fit"
                      .formatted(number, file)));
        }
        if (!line.isEmpty() && values(line, separator) != values) {
          return Optional.of(
              refused(
                  source,
                  "line %,d of %s does not fit: it has %,d values, the first line names %,d columns"
                      .formatted(number, file, values(line, separator), values)));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> separator(String line) {
    return line.chars()
        .filter(c -> c == ',' || c == ';' || c == '\t' || c == '|')
        .mapToObj(Character::toString)
        .findFirst();
  }

  private static long values(String line, String separator) {
    return separator.isEmpty() ? 1 : 1 + line.chars().filter(c -> c == separator.charAt(0)).count();
  }

  private static SourceUnavailableException refused(String source, String what) {
    return new SourceUnavailableException(source + ": " + what, REMEDY);
  }
}
