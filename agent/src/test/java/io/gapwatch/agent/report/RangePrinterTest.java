package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.ListsMissing.Listing;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.source.sql.Databases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangePrinterTest {
  private static final Instant AFTER = Instant.parse("2026-11-20T23:00:00Z");
  private static final List<MissingRange> RANGES =
      List.of(range(20_500_000, 20_500_009), range(20_600_000, 20_600_000));

  private static MissingRange range(long first, long last) {
    return new MissingRange(new Span(first, last), AFTER, AFTER.plusSeconds(24));
  }

  static String print(RangeFormat format, List<MissingRange> ranges) {
    StringWriter text = new StringWriter();
    RangePrinter printer = format.printer(new PrintWriter(text), Listing.NUMBERS);
    ranges.forEach(printer::print);
    assertThat(printer.finish()).isEqualTo(ranges.size());
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getLong("first_number") + "-" + row.getLong("last_number"));
      }
    }
    return rows;
  }

  /** Both databases must read what is printed. */
  static void isRead(Connection connection) throws SQLException {
    assertThat(rows(connection, print(RangeFormat.SQL, RANGES)))
        .containsExactly("20500000-20500009", "20600000-20600000");
    assertThat(rows(connection, print(RangeFormat.SQL, List.of()))).isEmpty();
  }

  @Test
  void table() {
    assertThat(print(RangeFormat.TABLE, RANGES))
        .isEqualTo(
            """
                      First            Last      Missing  After                 Before
                   20500000        20500009           10  2026-11-20T23:00:00Z  2026-11-20T23:00:24Z
                   20600000        20600000            1  2026-11-20T23:00:00Z  2026-11-20T23:00:24Z
                                      total           11
            """
                .indent(0));
    assertThat(print(RangeFormat.TABLE, List.of())).isEmpty();
  }

  @Test
  void timesOfATableFitItsColumns() {
    Instant fraction = AFTER.plusNanos(123_456_000);
    MissingRange range = new MissingRange(new Span(7, 8), fraction, fraction.plusSeconds(24));
    assertThat(print(RangeFormat.TABLE, List.of(range)))
        .contains("            2  2026-11-20T23:00:00Z  2026-11-20T23:00:24Z\n");
    assertThat(print(RangeFormat.CSV, List.of(range)))
        .contains("7,8,2,2026-11-20T23:00:00.123456Z,");
  }

  @Test
  void csv() {
    assertThat(print(RangeFormat.CSV, RANGES))
        .isEqualTo(
            """
            first,last,count,after,before
            20500000,20500009,10,2026-11-20T23:00:00Z,2026-11-20T23:00:24Z
            20600000,20600000,1,2026-11-20T23:00:00Z,2026-11-20T23:00:24Z
            """);
    assertThat(print(RangeFormat.CSV, List.of())).isEqualTo("first,last,count,after,before\n");
  }

  @Test
  void sql() throws SQLException {
    assertThat(print(RangeFormat.SQL, RANGES))
        .isEqualTo(
            """
            SELECT first_number, last_number FROM (VALUES
              (20500000, 20500009),
              (20600000, 20600000)
            ) AS missing (first_number, last_number);
            """);
    try (Connection connection = Databases.duckDb()) {
      isRead(connection);
    }
  }
}
