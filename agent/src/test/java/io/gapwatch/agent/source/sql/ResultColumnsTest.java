package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultColumnsTest {
  /** As the driver says it of PostgreSQL 15: {@code NUMERIC(5,-2)} has the scale 2046. */
  @Test
  void scaleOfANumericMayBeNegative() {
    assertThat(ResultColumns.numeric(5, 2046)).isEqualTo("NUMERIC(5,-2)");
    assertThat(ResultColumns.numeric(20, 0)).isEqualTo("NUMERIC(20,0)");
    assertThat(ResultColumns.numeric(1000, 1000)).isEqualTo("NUMERIC(1000,1000)");
  }
}
