package io.gapwatch.agent.probe.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneSelectTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "  select count(*) from t where a = ';'  ",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "SELECT 'it''s; fine', \"a;b\" FROM t",
        "SELECT E'\\';' FROM t",
        "SELECT $$;$$, $tag$ ; $$ $tag$",
        "-- how many;\nSELECT 1",
        "/* ; */ SELECT 1 -- ;",
        "SELECT a$b$c FROM t",
        "SELECT '\\' || ';'",
        "SELECT name'x' FROM t",
      })
  void oneIsOne(String query) {
    assertThat(OneSelect.of(query)).contains(query.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1;", "SELECT 1 ; ", "SELECT 1; -- done;", "SELECT 1;/* ; */\n"})
  void semicolonAtTheEndIsDropped(String query) {
    assertThat(OneSelect.of(query)).contains("SELECT 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "DELETE FROM t",
        "SELECT 1; DELETE FROM t",
        "SELECT ';'; SELECT 2",
        "SELECT 1;;",
        "SELECT 'open",
        "SELECT \"open",
        "SELECT /* open",
        "SELECT $$ open",
        "SELECT E'\\'; SELECT 2",
        "-- SELECT 1",
        "selection",
      })
  void nothingElseIs(String query) {
    assertThat(OneSelect.of(query)).isEmpty();
  }

  @Test
  void longLiterals() {
    String query = "SELECT '" + "it''s; ".repeat(100_000) + "'";
    assertThat(OneSelect.of(query)).contains(query);
  }
}
