package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No line of a CSV file is left out without a word. */
class CsvLinesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String NAMES = "id,created_at\n";

  private final Path folder;

  CsvLinesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String rows(int from, int to, String more) {
    return IntStream.range(from, to)
        .mapToObj(i -> "%d,2026-11-20 %02d:%02d:00%s\n".formatted(i, i / 60 % 24, i % 60, more))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"up.csv", "up.csv.gz", "up-*.csv"})
  void columnAddedInTheMiddleIsTold(String url) throws IOException {
    String grown = NAMES + rows(0, 500, "") + "id,created_at,extra\n" + rows(500, 1000, ",x");
    Path file = write(url.replace("*", "2"), grown);
    assertThat(refused(url))
        .isEqualTo(
            "up: line 502 of %s does not fit: it has 3 values, the first line names 2 columns"
                .formatted(file));
  }

  @Test
  void damagedLastLineIsTold() throws IOException {
    write("up.csv", NAMES + rows(0, 600, "") + "garbage,notatime,too,many\n");
    assertThat(refused("up.csv")).contains("line 602 of").contains("does not fit");
  }

  @Test
  void quotationMarkThatDoesNotEndIsTold() throws IOException {
    write("up.csv", NAMES + rows(0, 600, "") + "garbage,notatime,extra,\"open\n");
    assertThat(refused("up.csv")).contains("line 602 of", "quotation mark", "does not fit");
  }

  @Test
  void lineBeyondWhatIsLookedAtFirstIsTold() throws IOException {
    write("up.csv", NAMES + rows(0, 30_000, "") + "30000,2026-11-20 10:00:00,7\n");
    SourceUnavailableException e =
        catchThrowableOfType(SourceUnavailableException.class, () -> open("up.csv").close());
    assertThat(e)
        .hasMessageContaining("CSV Error on Line: 30002")
        .hasMessageNotContaining("null_padding");
    assertThat(e.remedy()).contains("repair this line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+02:00", "-0330", "+02", ".5+02:00"})
  void offsetBeyondWhatIsLookedAtFirstIsTold(String end) throws IOException {
    Path file =
        write("up.csv", NAMES + rows(0, 30_000, "") + "30000,2026-11-20 10:00:00" + end + "\n");
    assertThat(refused("up.csv"))
        .isEqualTo(
            "up: column created_at of %s has times with an offset (%s) behind times without one"
                .formatted(file, end.replace(".5", "")));
  }

  @Test
  void dateOfATimeWithoutAZoneIsNoOffset() throws IOException {
    write("up.csv", NAMES + rows(0, 30_000, "") + "30000,2026-11-20\n30001,2026-11-20 10:00Z\n");
    try (SqlSession session = open("up.csv")) {
      assertThat(numbers(session, "SELECT count(created_at) FROM up")).containsExactly(30_002L);
    }
  }

  @Test
  void anotherEncodingIsTold() throws IOException {
    Path file = folder.resolve("up.csv");
    Files.write(
        file,
        (NAMES + rows(0, 9, "") + "9,Z\u00fcrich\n" + rows(10, 20, ""))
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refused("up.csv")).isEqualTo("up: line 11 of %s is not in UTF-8".formatted(file));
  }

  @Test
  void marksBeginNoComment() throws IOException {
    write("up.csv", "id,name\n1,a\n#2,b\n3,c\n");
    try (SqlSession session = open("up.csv")) {
      assertThat(numbers(session, "SELECT count(*) FROM up")).containsExactly(3L);
    }
  }

  @Test
  void firstLineAlwaysNamesTheColumns() throws IOException {
    write("up.csv", rows(0, 9, ""));
    try (SqlSession session = open("up.csv")) {
      assertThat(session.columns("up"))
          .extracting(SqlSession.Column::name)
          .containsExactly("0", "2026-11-20 00:00:00");
    }
  }

  @Test
  void emptyLinesQuotesAndOtherSeparatorsAreRead() throws IOException {
    write("up.csv", "id;text\n1;\"a\n;b\"\n\n2;\"c;d\"\n");
    try (SqlSession session = open("up.csv")) {
      assertThat(numbers(session, "SELECT id FROM up ORDER BY id")).containsExactly(1L, 2L);
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    if (!name.endsWith(".gz")) {
      return Files.writeString(file, text);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private String refused(String url) {
    return Objects.requireNonNull(
        catchThrowableOfType(SourceUnavailableException.class, () -> open(url).close())
            .getMessage());
  }

  private SqlSession open(String url) {
    return new DuckDbSource(
            "up", DuckDbConnection.file(folder.resolve(url), folder.resolve("scratch"), Map.of()))
        .open(TIMEOUT);
  }

  private static List<Long> numbers(SqlSession session, String sql) {
    return session.list(sql, TIMEOUT, row -> row.number(1));
  }
}
