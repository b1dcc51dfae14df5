package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.InvalidConfigException;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.config.schema.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "blocks           | \"blocks\"               | blocks",
        "shop.Odd Name    | \"shop\".\"Odd Name\"      | shop.Odd Name",
        "a.b.c            | \"a\".\"b\".\"c\"          | a.b.c",
        "\"a.b\"          | \"a.b\"                  | \"a.b\"",
        "shop.\"a.b\"     | \"shop\".\"a.b\"           | shop.\"a.b\"",
        "\"a.\"\"b\".c    | \"a.\"\"b\".\"c\"          | \"a.\"\"b\".c",
        "\"quoted\"       | \"quoted\"               | quoted",
        "\"\"\"a\"\"\"      | \"\"\"a\"\"\"              | \"\"\"a\"\"\"",
        "12\" pipes       | \"12\"\" pipes\"           | 12\" pipes",
        "\"a.b            | \"\"\"a\".\"b\"             | \"\"\"a\".b",
        "a.               | \"a\".\"\"                 | a.",
        "\"\"             | \"\"\"\"\"\"               | \"\"\"\"\"\"",
      })
  void partsAreDividedByDotsOutsideOfQuotes(String name, String quoted, String text) {
    assertThat(TableName.of(name).quoted()).isEqualTo(quoted);
    assertThat(TableName.of(name).text()).isEqualTo(text);
    assertThat(TableName.of(text)).isEqualTo(TableName.of(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a..b       | a name before and after each dot",
        ".a         | a name before and after each dot",
        "a.         | a name before and after each dot",
        "a.b.c.d    | at most three names",
      })
  void namesThatNoTableHas(String name, String rule) {
    Shape shape = Shape.of(Key.required("table", TableName.kind(), "a table"));
    assertThatThrownBy(() -> SettingsOf.yaml(shape, "{table: '" + name + "'}"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("table: must have " + rule)
        .hasMessageContaining("shop.\"odd.name\"");
  }

  @Test
  void longNamesAreRead() {
    String text = "\"" + "x.".repeat(500) + "\"";
    assertThat(TableName.of(text).parts()).isEqualTo(List.of("x.".repeat(500)));
  }
}
