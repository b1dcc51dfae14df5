package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A CSV, Parquet or JSON file, or several of one shape with a {@code *} in the name: one table in a
 * database in memory.
 *
 * @param path may have wildcards in its file name
 * @param table the name without what differs and without ending: {@code blocks-*.parquet} is {@code
 *     blocks}
 * @param reader DuckDB's function that reads it
 */
record DataFile(Path path, String table, String reader) {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)([^/]*?)\\.(?:(csv|tsv)|(parquet)|(json|jsonl|ndjson))(?:\\.(?:gz|zst))?");
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[].*$");

  private static final String CSV = "read_csv";

  /**
   * DuckDB would guess that lines at the beginning, or those with a mark, are no data, and leave
   * them out without a word.
   */
  private static final String EVERY_LINE =
      ", header = true, skip = 0, comment = '', strict_mode = true, null_padding = false,"
          + " ignore_errors = false";

  /** The file of this path, by its ending; empty if it may be a database. */
  static Optional<DataFile> of(Path path) {
    Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
    if (!name.matches()) {
      return Optional.empty();
    }
    String reader =
        name.group(2) != null ? CSV : name.group(3) != null ? "read_parquet" : "read_json_auto";
    return Optional.of(new DataFile(path, table(path, name.group(1)), reader));
  }

  private static String table(Path path, String name) {
    String fixed = WILDCARD.matcher(name).replaceFirst("").replaceFirst("[-_.]+$", "");
    // A dot would divide a schema from a table.
    Path folder = path.toAbsolutePath().getParent();
    return fixed.isEmpty() && folder != null && folder.getFileName() != null
        ? folder.getFileName().toString().replace('.', '_')
        : fixed.replace('.', '_');
  }

  /** The statement that makes its table. */
  String view() {
    return "CREATE VIEW %s AS SELECT * FROM %s(%s%s)"
        .formatted(quoted(), reader, literal(), isCsv() ? EVERY_LINE : "");
  }

  boolean isCsv() {
    return reader.equals(CSV);
  }

  /** Its table, as it stands in a statement. */
  String quoted() {
    return '"' + table.replace("\"", "\"\"") + '"';
  }

  /** Its path, as it stands in a statement. */
  String literal() {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  /**
   * Whether it is there; the driver says less.
   *
   * @throws SourceUnavailableException if it is missing, or no file matches
   */
  void mustExist(String source) {
    String remedy = "check the url of source " + source + ", and that this user can read it";
    if (!path.toString().matches(".*[*?\\[].*")) {
      if (!Files.isRegularFile(path)) {
        throw new SourceUnavailableException(source + ": file not found: " + path, remedy);
      }
      if (!Files.isReadable(path)) {
        throw new SourceUnavailableException(source + ": " + path + " could not be read", remedy);
      }
      return;
    }
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName().toString());
    try (Stream<Path> beside = Files.list(path.toAbsolutePath().getParent())) {
      if (beside.noneMatch(one -> matcher.matches(one.getFileName()))) {
        throw new SourceUnavailableException(source + ": no file matches " + path, remedy);
      }
    } catch (IOException e) {
      throw new SourceUnavailableException(
          source + ": the folder of " + path + " could not be read", remedy, e);
    }
  }
}
