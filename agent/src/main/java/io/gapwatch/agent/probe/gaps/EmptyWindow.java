package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.source.sql.SqlSession;

/** A window without rows says nothing about the data, so that the result is unknown. */
final class EmptyWindow {
  private EmptyWindow() {}

  /**
   * Why there is none.
   *
   * @param relation the table, as a query reads from it
   */
  static Unavailable reason(
      SqlSession session, String relation, GapsSettings settings, ProbeContext context) {
    long[] rows = {0};
    session.query(
        "SELECT count(*) FROM " + relation + " WHERE " + settings.table().filter(),
        context.timeout(),
        row -> rows[0] = row.number(1));
    return rows[0] == 0
        ? settings.table().nothing(session, context.timeout())
        : new Unavailable(
            "table %s has %s, but none from %s to %s"
                .formatted(
                    settings.table().table(),
                    Words.ROW.count(rows[0]),
                    settings.from(context.now()),
                    settings.until(context.now())),
            "check that the collector is running, this machine's clock, and the check's window");
  }
}
