package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.Dialect;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.source.sql.SqlSession.Column;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The least and the greatest value of a column of whole numbers. */
record Ends(long least, long greatest) {
  private static final BigInteger ROUND = BigInteger.TEN.pow(15);

  /** The greatest number of 64 bits is left out, because rows are looked for after each number. */
  private static final BigInteger LIMIT = BigInteger.valueOf(Long.MAX_VALUE);

  /**
   * Reads them, of the column as it is, so that an index or statistics answer.
   *
   * @return empty where there is no value
   * @throws SourceUnavailableException if one of them is beyond 64 bits
   */
  static Optional<Ends> read(
      SqlSession session,
      TableSettings settings,
      Relation relation,
      Column column,
      Duration timeout) {
    List<Ends> found =
        session
            .list(
                "SELECT CAST(min(%1$s) AS VARCHAR), CAST(max(%1$s) AS VARCHAR) FROM %2$s WHERE %3$s"
                    .formatted(Dialect.quote(column.name()), relation.name(), settings.filter()),
                timeout,
                row ->
                    row.isNull(1)
                        ? Optional.<Ends>empty()
                        : Optional.of(
                            new Ends(
                                number(row.text(1), settings, relation.original(column)),
                                number(row.text(2), settings, relation.original(column)))))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    return found.stream().findFirst();
  }

  private static long number(String text, TableSettings settings, Column column) {
    if (text.equals("NaN")) {
      throw new SourceUnavailableException(
          "%s of table %s holds NaN, which is no number"
              .formatted(Relation.said(column), settings.table()),
          Relation.isExpression(column)
              ? "make it NULL in the expression; such rows are counted then"
              : "leave such rows out with where: '%s < 1e38'"
                  .formatted(Dialect.quote(column.name())));
    }
    BigInteger number = new BigInteger(text);
    if (number.compareTo(LIMIT) < 0 && number.compareTo(LIMIT.negate()) > 0) {
      return number.longValueExact();
    }
    throw new SourceUnavailableException(
        "%s of table %s holds %,d, which is %s 64 bits"
            .formatted(
                Relation.said(column),
                settings.table(),
                number,
                number.abs().equals(LIMIT) ? "at the end of" : "beyond"),
        "leave such rows out with where; if all are that large, read something smaller: "
            + (Relation.isExpression(column)
                ? "subtract %d in the expression".formatted(number.subtract(number.mod(ROUND)))
                : "{sql: 'CAST(%s - %d AS BIGINT)'} in place of the column"
                    .formatted(Dialect.quote(column.name()), number.subtract(number.mod(ROUND)))));
  }
}
