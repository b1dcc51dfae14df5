package io.gapwatch.agent.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilePathTest {

  /** Half a character is one that no locale has; in one of ASCII, so is each ü. */
  @Test
  void whatTheLocaleCannotWriteIsTold() {
    assertThat(FilePath.fault("/var/log/\uD800"))
        .hasValueSatisfying(fault -> assertThat(fault).contains("LC_ALL=C.UTF-8"));
    assertThat(FilePath.fault("/var/log/a b*.log")).isEmpty();
  }
}
