package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder with DuckDB files of a test, and how they are asked. */
abstract class DuckDbFolder {
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  final Path folder;

  DuckDbFolder(Path folder) {
    this.folder = folder;
  }

  SqlSession open(Path path) {
    return new DuckDbSource(
            "chain", DuckDbOptions.connection(path.toString(), folder, Optional.empty()))
        .open(TIMEOUT);
  }

  static List<Long> numbers(SqlSession session, String sql) {
    List<Long> numbers = new ArrayList<>();
    session.query(sql, TIMEOUT, row -> numbers.add(row.number(1)));
    return numbers;
  }

  static SourceUnavailableException unavailable(ThrowingCallable call) {
    SourceUnavailableException thrown =
        catchThrowableOfType(SourceUnavailableException.class, call);
    assertThat(thrown).isNotNull();
    return thrown;
  }
}
