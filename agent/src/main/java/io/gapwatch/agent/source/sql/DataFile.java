package io.gapwatch.agent.source.sql;

import static java.util.stream.Collectors.joining;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
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
  private static final String PARQUET = "read_parquet";
  private static final String JSON = "read_json_auto";
  private static final Pattern COMPRESSED = Pattern.compile("(?i).*\\.(gz|zst)");

  /** What a spreadsheet is good for. */
  static final String SAVE_AS_CSV =
      "save the sheet as CSV in UTF-8, with the names of the columns in its first line, and give"
          + " that file";

  /**
   * DuckDB would guess that lines at the beginning, or those with a mark, are no data, and leave
   * them out without a word.
   */
  private static final String EVERY_LINE =
      ", header = true, skip = 0, comment = '', strict_mode = true, null_padding = false,"
          + " ignore_errors = false";

  /**
   * DuckDB takes 32 MB for each reading of a compressed one, and a question may read it five times.
   */
  private static final String SMALL_CSV = ", buffer_size = 4194304";

  /** The file of this path, by its ending; empty if it may be a database. */
  static Optional<DataFile> of(Path path) {
    Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
    if (!name.matches()) {
      return Optional.empty();
    }
    String reader = name.group(2) != null ? CSV : name.group(3) != null ? PARQUET : JSON;
    return Optional.of(new DataFile(path, table(path, name.group(1)), reader));
  }

  private static String table(Path path, String name) {
    String fixed = WILDCARD.matcher(name).replaceFirst("").replaceFirst("[-_. ]+$", "");
    // A dot would divide a schema from a table.
    Path folder = path.toAbsolutePath().getParent();
    return fixed.isEmpty() && folder != null && folder.getFileName() != null
        ? folder.getFileName().toString().replace('.', '_')
        : fixed.replace('.', '_');
  }

  /** The statement that makes its table. */
  String view() {
    return "CREATE VIEW %s AS SELECT * FROM %s(%s%s)"
        .formatted(quoted(), reader, literal(), options());
  }

  private String options() {
    return isCsv() ? EVERY_LINE + (isCompressed() ? SMALL_CSV : "") : "";
  }

  /** A CSV file as the view reads it, with the values of some columns as they are written. */
  String asText(List<String> columns) {
    return columns.stream()
        .map(name -> "'" + name.replace("'", "''") + "': 'VARCHAR'")
        .collect(joining(", ", reader + "(" + literal() + options() + ", types = {", "})"));
  }

  /** Each reading of JSON takes 32 MB, which no option lowers. */
  boolean isJson() {
    return reader.equals(JSON);
  }

  boolean isCsv() {
    return reader.equals(CSV);
  }

  /** Its table, as it stands in a statement. */
  String quoted() {
    return '"' + table.replace("\"", "\"\"") + '"';
  }

  /**
   * Its path, as it stands in a statement. DuckDB looks for wildcards in the folders as well, once
   * no file has this very name.
   */
  String literal() {
    Path folder = path.getParent();
    String text =
        folder == null || !isPattern()
            ? path.toString()
            : folder.toString().replaceAll("[*?\\[]", "[$0]") + "/" + path.getFileName();
    return "'" + text.replace("'", "''") + "'";
  }

  /** Whether it stands for files of other names. */
  private boolean isPattern() {
    return String.valueOf(path.getFileName()).matches(".*[*?\\[].*") && !Files.exists(path);
  }

  /**
   * Whether it is there, and what its name says; the driver says less.
   *
   * @throws SourceUnavailableException if it is missing or something else, or no file matches
   */
  void mustExist(String source) {
    String remedy = "check the url of source " + source + ", and that this user can read it";
    if (!isPattern()) {
      if (!Files.isRegularFile(path)) {
        throw new SourceUnavailableException(
            source
                + (Files.notExists(path) || Files.exists(path)
                    ? ": file not found: " + path
                    : ": whether there is " + path + " could not be found out"),
            remedy);
      }
      if (!Files.isReadable(path)) {
        throw new SourceUnavailableException(source + ": " + path + " could not be read", remedy);
      }
      mustBeWhatItsNameSays(source);
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

  boolean isCompressed() {
    return COMPRESSED.matcher(path.toString()).matches();
  }

  private void mustBeWhatItsNameSays(String source) {
    FileBeginning begin = FileBeginning.of(source, path);
    boolean compressed = isCompressed();
    if (begin.isEmpty()) {
      throw new SourceUnavailableException(
          source + ": " + path + " is empty" + (isCsv() ? ", without the names of columns" : ""),
          "check what writes it; a table without rows has at least its columns in the file");
    }
    String named =
        compressed
            ? "a compressed file"
            : isCsv() ? "a CSV file" : reader.equals(PARQUET) ? "a Parquet file" : "JSON";
    boolean fits =
        compressed
            ? begin.isCompressed()
            : reader.equals(PARQUET) ? begin.isParquet() : begin.isText();
    if (!fits) {
      throw new SourceUnavailableException(
          source + ": " + path + " is " + begin.kind() + ", not " + named, remedy(begin));
    }
  }

  private String remedy(FileBeginning begin) {
    if (begin.isUtf16()) {
      return "save it in UTF-8; Excel calls that CSV UTF-8";
    }
    return begin.isWorkbook()
        ? SAVE_AS_CSV
        : "check what writes it, and whether it was written to its end; the ending of the name"
            + " says how it is read";
  }
}
