package io.gapwatch.agent.probe.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final Groups TWO = new Groups(List.of("x", "y"), List.of("x", "y"));

  /** Incidents of two groups that read alike would be one, and end when either is gone. */
  @Test
  void noTwoGroupsHaveTheSameName() throws Exception {
    String rows =
        "VALUES ('a', 'b'), ('1, y=2', '3'), ('1', '2, y=3'), ('', 'b'), (' ', 'b'), (NULL, 'b'),"
            + " ('NULL', 'b'), ('''NULL''', 'b'), ('a ', 'b'), (''', ''', 'b')";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      SqlSession session = Databases.session(connection, Dialect.DUCKDB);

      List<String> names =
          session.list(rows, Duration.ofSeconds(20), row -> TWO.name(TWO.values(row)));

      List<List<String>> values = session.list(rows, Duration.ofSeconds(20), TWO::values);
      assertThat(names.stream().map(name -> TWO.parse(name).orElseThrow()))
          .containsExactlyElementsOf(values);
      assertThat(names).doesNotHaveDuplicates().startsWith("x=a, y=b").contains("x=NULL, y=b");
    }
  }
}
