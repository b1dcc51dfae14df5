package io.gapwatch.agent.probe.data;

import io.gapwatch.agent.probe.Inquiry;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.SqlSession;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the rows of the window once, and says what is missing among them. */
final class GapsProbe implements Probe {
  private final GapsSettings settings;

  GapsProbe(GapsSettings settings) {
    this.settings = settings;
  }

  @Override
  public Reading ask(Inquiry inquiry) {
    SqlSession session = inquiry.sql();
    BlockTable table = BlockTable.find(session, settings.table(), inquiry.patience());
    Edges edges = Edges.read(session, table, inquiry.now(), inquiry.patience());
    GapReport report = new GapReport(settings, table.timeline(), inquiry.now());
    Optional<SweptPast> past =
        inquiry
            .memory()
            .flatMap(SweptPast::parse)
            .filter(swept -> swept.believable(settings, inquiry.now()));
    if (past.isPresent()) {
      GapScan news = scan(session, table, past.get().time(), inquiry);
      // The row at which the past ended must still be there, or the past is not what it was.
      if (news.counts().rows() > 0 && news.counts().first() == past.get().number()) {
        GapCounts day = lastDay(session, table, past.get(), news.counts(), inquiry);
        return report.reading(news, past.get().with(news.counts(), day), edges, past);
      }
    }
    GapScan all = scan(session, table, settings.from(inquiry.now()), inquiry);
    return all.counts().rows() == 0
        ? nothing(session, table, inquiry)
        : report.reading(all, all.counts(), edges, Optional.empty());
  }

  /** The rate of missed slots is that of a whole day, even where less than that is new. */
  private GapCounts lastDay(
      SqlSession session, BlockTable table, SweptPast past, GapCounts news, Inquiry inquiry) {
    Instant dayAgo = settings.until(inquiry.now()).minus(GapScan.DAY);
    // Some more, for the interval that began before that day.
    Instant enough = later(dayAgo.minus(GapScan.DAY), settings.from(inquiry.now()));
    return past.time().isAfter(enough) ? scan(session, table, enough, inquiry).counts() : news;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private GapScan scan(SqlSession session, BlockTable table, Instant from, Inquiry inquiry) {
    GapScan.Window window = new GapScan.Window(from, settings.until(inquiry.now()));
    return GapScan.read(session, table, settings, window, inquiry.patience());
  }

  /**
   * Hands over every missing range of the window in order.
   *
   * @throws SourceUnavailableException when there is no row, which says nothing of what is missing
   */
  void eachMissingRange(Inquiry inquiry, Consumer<MissingRange> sink) {
    SqlSession session = inquiry.sql();
    BlockTable table = BlockTable.find(session, settings.table(), inquiry.patience());
    GapScan.Window window =
        new GapScan.Window(settings.from(inquiry.now()), settings.until(inquiry.now()));
    GapCounts counts =
        GapScan.each(session, table, settings, window, inquiry.patience(), sink, interval -> {});
    if (counts.rows() == 0) {
      Unavailable nothing = nothing(session, table, inquiry);
      throw new SourceUnavailableException(nothing.reason(), nothing.remedy());
    }
  }

  /** An empty window says nothing of the data, so it is not known to be whole. */
  private Unavailable nothing(SqlSession session, BlockTable table, Inquiry inquiry) {
    long[] rows = {0};
    session.query(
        "SELECT count(*) FROM " + table.name() + " WHERE " + table.filter(),
        inquiry.patience(),
        row -> rows[0] = row.number(1));
    String name = settings.table().table();
    return rows[0] == 0
        ? new Unavailable(
            "table " + name + " is empty", "check that the collector writes to this table")
        : new Unavailable(
            "table %s has %,d rows, but none between %s and %s"
                .formatted(
                    name, rows[0], settings.from(inquiry.now()), settings.until(inquiry.now())),
            "check that the collector runs, the clock of this machine, and the check's window");
  }
}
