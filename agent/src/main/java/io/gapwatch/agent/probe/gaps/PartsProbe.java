package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.ListsMissing;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeType;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.table.Groups;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.TimedTable;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads a table that is divided into groups, or whose rows have a rhythm and no numbers. */
final class PartsProbe implements Probe, ListsMissing {
  private final GapsSettings settings;

  PartsProbe(GapsSettings settings) {
    this.settings = settings;
  }

  /**
   * What is asked of an open table.
   *
   * @param numbered the same with its column of numbers; empty with a rhythm
   * @param grid the periods; empty without a rhythm
   */
  private record Asked(
      Parts parts, TimedTable table, Optional<NumberedTable> numbered, Optional<Grid> grid) {}

  /**
   * What earlier runs left.
   *
   * @param begin where a rhythm without groups began
   * @param counted the rows that it had
   * @param inGroups the rows that groups with a rhythm had
   */
  private record Remembered(
      Optional<Beginning> begin,
      Optional<KeptRows> counted,
      GroupsPast groups,
      Optional<KeptGroups> inGroups) {
    Optional<Span> periods(Grid grid) {
      return counted.map(was -> was.periods(grid)).or(() -> inGroups.map(was -> was.periods(grid)));
    }
  }

  @Override
  public Reading ask(ProbeContext context) {
    SqlSession session = context.session(SqlSession.class);
    Remembered past = remembered(context);
    Asked asked = open(session, past, context);
    Optional<String> number = asked.numbered().map(NumberedTable::number);
    List<String> questions =
        new ArrayList<>(UnscannableRows.questions(asked.table(), number, context.soon()));
    questions.add(asked.parts().question());
    session.expect(context.timeout(), questions);
    UnscannableRows unscannable =
        UnscannableRows.read(session, asked.table(), number, context.soon(), context.timeout());
    Tally tally = tally(asked, Elsewhere.Groups.NOWHERE);
    if (tally.rows() == 0) {
      return nothing(session, asked, context);
    }
    GroupsLost lost = lost(asked, past, context);
    List<GroupsLost.Group> gone = lost.of(tally, Elsewhere.Groups.NOWHERE);
    Optional<Span> absent = absent(tally, gone);
    if (absent.isPresent() && asked.numbered().isPresent()) {
      Elsewhere.Groups elsewhere = elsewhere(session, asked, absent.get(), gone, context);
      tally = tally(asked, elsewhere);
      tally.early(early(gone, elsewhere));
      gone = lost.of(tally, elsewhere);
    }
    List<GroupsLost.Group> lacking = new ArrayList<>(gone);
    lacking.addAll(lost.thinned(tally));
    return new PartsReport(settings, asked.table(), asked.grid(), context.now())
        .reading(tally, unscannable, past.begin(), past.counted(), lost, lacking);
  }

  /** How many rows beyond the ends of their groups have a time before the window. */
  private static long early(List<GroupsLost.Group> moved, Elsewhere.Groups elsewhere) {
    return moved.stream()
        .mapToLong(
            one ->
                one.spans().stream()
                    .mapToLong(span -> elsewhere.earlier(one.name()).within(span))
                    .sum())
        .sum();
  }

  private Tally tally(Asked asked, Elsewhere.Groups elsewhere) {
    Tally tally = new Tally(settings.list());
    asked.parts().each(elsewhere.without(tally));
    return tally;
  }

  private Elsewhere.Groups elsewhere(
      SqlSession session,
      Asked asked,
      Span absent,
      List<GroupsLost.Group> gone,
      ProbeContext context) {
    return Elsewhere.Groups.read(
        session,
        asked.numbered().orElseThrow(),
        settings.groups(asked.table()),
        window(context),
        absent,
        gone.stream()
            .map(one -> one.was().time())
            .min(Comparator.naturalOrder())
            .orElse(window(context).from()),
        context.timeout());
  }

  private GapScan.Window window(ProbeContext context) {
    return new GapScan.Window(settings.from(context.now()), settings.until(context.now()));
  }

  private Remembered remembered(ProbeContext context) {
    Instant kept = context.now().minus(settings.kept());
    if (!settings.table().by().isEmpty()) {
      return new Remembered(
          Optional.empty(),
          Optional.empty(),
          GroupsPast.remembered(context),
          settings.every().flatMap(any -> KeptGroups.remembered(context, kept)));
    }
    if (settings.every().isEmpty()) {
      return new Remembered(
          Optional.empty(),
          Optional.empty(),
          GroupsPast.none(Optional.empty(), context.due()),
          Optional.empty());
    }
    Optional<Beginning> begin = Beginning.remembered(context, context.now().minus(settings.kept()));
    return new Remembered(
        begin,
        KeptRows.remembered(context, kept),
        GroupsPast.none(begin.map(Beginning::run), context.due()),
        Optional.empty());
  }

  private Asked open(SqlSession session, Remembered past, ProbeContext context) {
    Instant kept = past.groups().since(settings.kept(), context.now());
    GapScan.Window window = window(context);
    TimedTable table = TimedTable.find(session, settings.table(), context.timeout());
    Groups groups = settings.groups(table);
    if (settings.every().isEmpty()) {
      NumberedTable numbered = NumberedTable.find(session, settings.table(), context.timeout());
      return new Asked(
          new NumberParts(session, numbered, groups, window, settings.grace(), kept, context),
          table,
          Optional.of(numbered),
          Optional.empty());
    }
    if (table.timeline().type() == TimeType.DATE) {
      settings.every().get().mustFitDates(settings.table().table());
      table = table.byClockOf(settings.every().get().zone());
    }
    Grid grid = settings.every().get().grid(window.from(), window.until(), table.timeline().type());
    Parts parts =
        new RhythmParts(
            session,
            table,
            groups,
            grid,
            window,
            group ->
                begin(
                    grid,
                    past.begin()
                        .or(
                            () ->
                                past.groups()
                                    .of(groups.name(group), context.now().minus(settings.kept()))),
                    context.now()),
            grid.number(window.until()) - 1,
            settings.grace(),
            grid.number(kept) + 1,
            past.periods(grid),
            context);
    return new Asked(parts, table, Optional.empty(), Optional.of(grid));
  }

  /** The first period that must be there: as configured, or as an earlier run saw it. */
  private Optional<Long> begin(Grid grid, Optional<Beginning> before, Instant now) {
    Instant kept = now.minus(settings.kept());
    // A period that the window cuts is not missing for what lies outside.
    long least = grid.firstSince(kept);
    if (settings.first().isPresent()) {
      return Optional.of(
          settings.first().get() instanceof FirstRow.AtTime at
              ? Math.max(least, grid.number(at.time()))
              : least);
    }
    return before.map(was -> Math.max(least, grid.number(was.time())));
  }

  private Unavailable nothing(SqlSession session, Asked asked, ProbeContext context) {
    return EmptyWindow.reason(
        session,
        asked.table().name(),
        asked.table().timeline(),
        asked.numbered().map(NumberedTable::number),
        settings,
        context);
  }

  @Override
  public Listing listing() {
    return new Listing(settings.table().by(), settings.every().isPresent());
  }

  /**
   * Passes on every missing range in order, group by group, and then what groups had and have no
   * longer.
   *
   * @throws SourceUnavailableException if there are no rows, which says nothing about what is
   *     missing
   */
  @Override
  public void eachMissing(ProbeContext context, Consumer<MissingRange> sink) {
    SqlSession session = context.session(SqlSession.class);
    Remembered past = remembered(context);
    Asked asked = open(session, past, context);
    Tally tally = tally(asked, Elsewhere.Groups.NOWHERE);
    GroupsLost lost = lost(asked, past, context);
    List<GroupsLost.Group> gone = lost.of(tally, Elsewhere.Groups.NOWHERE);
    Optional<Span> absent = absent(tally, gone);
    Elsewhere.Groups elsewhere =
        asked.numbered().isPresent() && absent.isPresent()
            ? elsewhere(session, asked, absent.get(), gone, context)
            : Elsewhere.Groups.NOWHERE;
    long[] rows = {0};
    asked
        .parts()
        .each(
            elsewhere.without(
                new Parts.Sink() {
                  @Override
                  public void missing(Parts.Range range) {
                    sink.accept(range.range());
                  }

                  @Override
                  public void end(Parts.Counts counts) {
                    rows[0] += counts.rows();
                  }
                }));
    if (rows[0] == 0) {
      Unavailable nothing = nothing(session, asked, context);
      throw new SourceUnavailableException(nothing.reason(), nothing.remedy());
    }
    lost.each(lost.of(tally, elsewhere), elsewhere, sink);
  }

  private GroupsLost lost(Asked asked, Remembered past, ProbeContext context) {
    return new GroupsLost(
        settings,
        settings.groups(asked.table()),
        asked.grid(),
        past.groups(),
        past.inGroups(),
        context.now());
  }

  /** From the first to the last number that is missing, or was there. */
  private static Optional<Span> absent(Tally tally, List<GroupsLost.Group> gone) {
    return Stream.concat(tally.span().stream(), gone.stream().map(GroupsLost.Group::where))
        .reduce(Span::hull);
  }
}
