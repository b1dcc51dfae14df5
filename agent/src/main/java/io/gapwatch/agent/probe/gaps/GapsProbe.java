package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.ListsMissing;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the rows of the window once and finds what is missing among them. */
final class GapsProbe implements Probe, ListsMissing {
  private final GapsSettings settings;

  GapsProbe(GapsSettings settings) {
    this.settings = settings;
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    NumberedTable table = NumberedTable.find(session, settings.table(), context.timeout());
    Lost lost = lost(session, table, context);
    Optional<SweptPast> remembered = SweptPast.of(context, settings);
    Beyond beyond = Beyond.of(session, table, settings, context);
    List<String> questions = questions(session, table, lost, remembered, context);
    beyond.question().ifPresent(questions::add);
    session.expect(context.timeout(), questions);
    UnscannableRows unscannable =
        UnscannableRows.read(session, table, context.soon(), context.timeout());
    SameTable same = SameTable.of(session, table, settings, context);
    Optional<SweptPast> past =
        remembered.flatMap(swept -> asItIsNow(session, table, swept, context));
    Optional<String> changed = past.flatMap(same::changed);
    List<Fact> notes = new ArrayList<>(beyond.facts());
    changed.ifPresent(why -> notes.add(new Fact("Read whole", why)));
    GapReport report = new GapReport(settings, table, context.now(), lost, same.edition(), notes);
    if (past.isPresent() && changed.isEmpty()) {
      GapScan news = scan(session, table, past.get().time(), Optional.empty(), context);
      // The last row of the past must still exist, or the past has changed.
      if (news.counts().rows() > 0 && news.counts().first() == past.get().number()) {
        GapCounts day = lastDay(session, table, past.get(), news.counts(), context);
        GapCounts all = past.get().with(news.counts(), day, table.timeline());
        return report.reading(news, withStray(all, beyond, lost, table), unscannable, past);
      }
    }
    GapScan all = scan(session, table, settings.from(context.now()), lost.asksSince(), context);
    return all.counts().rows() == 0
        ? nothing(session, table, context)
        : report.reading(
            all, withStray(all.counts(), beyond, lost, table), unscannable, Optional.empty());
  }

  /** With the rows beyond either end that have a time before the window and should have none. */
  private static GapCounts withStray(
      GapCounts counts, Beyond beyond, Lost lost, NumberedTable table) {
    long early = lost.early(GapReport.extent(counts, table.timeline()));
    return counts.withElsewhere(beyond.rows(counts) + early);
  }

  /** What a healthy table is asked. */
  private List<String> questions(
      SqlSession session,
      NumberedTable table,
      Lost lost,
      Optional<SweptPast> past,
      ProbeContext context) {
    AskedTable asked = new AskedTable(session, table, settings, context);
    Instant window = settings.from(context.now());
    List<String> all = new ArrayList<>(UnscannableRows.questions(table, context.soon()));
    past.ifPresent(
        swept -> {
          all.add(asked.earliestSinceQuestion(window));
          lastDay(swept, context)
              .ifPresent(from -> all.add(scanned(session, table, from, context)));
        });
    all.add(scanned(session, table, past.map(SweptPast::time).orElse(window), context));
    lost.asksSince()
        .filter(any -> past.isPresent() || !GapScan.tellsFirstSince(settings))
        .ifPresent(from -> all.add(asked.firstSinceQuestion(from)));
    if (lost.asksEarliest()) {
      all.add(asked.earliestQuestion());
    }
    return all;
  }

  private String scanned(
      SqlSession session, NumberedTable table, Instant from, ProbeContext context) {
    return GapScan.question(session, table, settings, window(from, context));
  }

  private GapScan.Window window(Instant from, ProbeContext context) {
    return new GapScan.Window(from, settings.until(context.now()));
  }

  private Lost lost(SqlSession session, NumberedTable table, ProbeContext context) {
    return new Lost(
        settings,
        context,
        Beginning.remembered(context, context.now().minus(settings.kept())),
        new AskedTable(session, table, settings, context));
  }

  /**
   * The past without what left the window since; empty if the first row in the window is neither
   * the one that was read nor the first of those that are left: then the past is not what it was.
   */
  private Optional<SweptPast> asItIsNow(
      SqlSession session, NumberedTable table, SweptPast past, ProbeContext context) {
    Instant window = settings.from(context.now());
    AskedTable asked = new AskedTable(session, table, settings, context);
    Optional<AskedTable.Earliest> first = asked.earliestSince(window);
    if (first.isEmpty() || past.time().isBefore(window)) {
      return Optional.empty();
    }
    Instant begins = first.get().time();
    if (!past.firstTime().isBefore(window)) {
      return Optional.of(past).filter(same -> !begins.isAfter(past.firstTime()));
    }
    return begins.isAfter(window.plus(Beginning.slack(settings.window())))
        ? Optional.empty()
        : Optional.of(past.from(first.get().number(), begins, settings.slots()));
  }

  /** The rate of missed slots is that of a whole day, even where less than that is new. */
  private GapCounts lastDay(
      SqlSession session,
      NumberedTable table,
      SweptPast past,
      GapCounts news,
      ProbeContext context) {
    return lastDay(past, context)
        .map(from -> scan(session, table, from, Optional.empty(), context).counts())
        .orElse(news);
  }

  /** From when on the last day is read again; empty where all of it is new. */
  private Optional<Instant> lastDay(SweptPast past, ProbeContext context) {
    Instant dayAgo = settings.until(context.now()).minus(GapScan.DAY);
    // A margin, for the interval that began before that day.
    Instant enough = Times.later(dayAgo.minus(GapScan.DAY), settings.from(context.now()));
    return Optional.of(enough).filter(from -> past.time().isAfter(from));
  }

  private GapScan scan(
      SqlSession session,
      NumberedTable table,
      Instant from,
      Optional<Instant> since,
      ProbeContext context) {
    return GapScan.read(session, table, settings, window(from, context), since, context.timeout());
  }

  /**
   * Passes on every missing range of the window in order, with the rows that were there, or must
   * be, before the first and after the last.
   *
   * @throws SourceUnavailableException if there are no rows, which says nothing about what is
   *     missing
   */
  @Override
  public void eachMissing(ProbeContext context, Consumer<MissingRange> sink) {
    SqlSession session = context.session(SqlSession.class);
    NumberedTable table = NumberedTable.find(session, settings.table(), context.timeout());
    GapScan.Window window = window(settings.from(context.now()), context);
    Lost lost = lost(session, table, context);
    Consumer<Span> rows =
        span ->
            Elsewhere.read(session, table, window, span, context.timeout())
                .without(sink)
                .accept(MissingRange.of(span));
    GapCounts counts =
        GapScan.each(
            session,
            table,
            settings,
            window,
            context.timeout(),
            first -> lost.before(GapReport.extent(first, table.timeline())).ifPresent(rows),
            sink,
            interval -> {});
    if (counts.rows() == 0) {
      Unavailable nothing = nothing(session, table, context);
      throw new SourceUnavailableException(nothing.reason(), nothing.remedy());
    }
    lost.after(GapReport.extent(counts, table.timeline())).ifPresent(rows);
  }

  private Unavailable nothing(SqlSession session, NumberedTable table, ProbeContext context) {
    return EmptyWindow.reason(
        session, table.name(), table.timeline(), Optional.of(table.number()), settings, context);
  }

  @Override
  public Listing listing() {
    return Listing.NUMBERS;
  }
}
