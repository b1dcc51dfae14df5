package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.gaps.Beginning.Extent;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows that must be there and are not, at either end of a table. What must be there is what {@code
 * first:} says, or else what earlier runs saw.
 */
final class Lost {
  static final String REMEDY =
      "find out who deleted the rows, or whether the collector writes to a new table; then restore"
          + " or backfill them. If old rows are deleted on purpose, set retention; numbers that"
          + " were wrong and are gone are left out with where";

  private final GapsSettings settings;
  private final Instant now;
  private final Duration due;
  private final Optional<Beginning> before;
  private final Rows table;

  Lost(GapsSettings settings, ProbeContext context, Optional<Beginning> before, Rows table) {
    this.settings = settings;
    this.now = context.now();
    this.due = context.due();
    this.before = before;
    this.table = table;
  }

  /** From when on rows must not vanish. */
  Instant window() {
    return now.minus(settings.kept());
  }

  List<Observation> observations(Extent extent) {
    return List.of(
        settings.first().map(first -> required(first, extent)).orElseGet(() -> remembered(extent)),
        end(extent));
  }

  /** How many numbers before the first one were there and are nowhere in the table now. */
  private long rememberedBefore(Extent extent) {
    return before
        .filter(was -> !was.time().isBefore(window()))
        .map(was -> lost(was.number(), extent.first() - 1))
        .orElse(0L);
  }

  /**
   * How many numbers before the first one have a time before the window now, although the row of
   * the first of them had one inside: they left the window without getting older. Rows that were
   * restored may have left it as rows do.
   */
  long early(Extent extent) {
    return before
        .filter(was -> !was.time().isBefore(window()) && was.number() < extent.first())
        .map(was -> table.early(was.number(), extent.first() - 1, was.whole()))
        .orElse(0L);
  }

  /**
   * How many numbers before the first one lost their time, or have one after the window: they are
   * there, but would be in the window, so that they are missed should they go.
   */
  private long misplaced(Extent extent) {
    return before
        .filter(was -> !was.time().isBefore(window()) && was.number() < extent.first())
        .map(was -> table.misplaced(was.number(), extent.first() - 1))
        .orElse(0L);
  }

  private long lost(long first, long last) {
    return first > last ? 0 : last - first + 1 - table.numbers(first, last);
  }

  private Observation required(FirstRow first, Extent extent) {
    if (first instanceof FirstRow.AtNumber number) {
      return beginning(lost(number.number(), extent.first() - 1), "must be there", extent)
          .at(numbers(number.number(), extent.first() - 1));
    }
    Instant time = reachesBackTo(first).orElseThrow();
    boolean reaches = table.earliest().filter(earliest -> !earliest.isAfter(time)).isPresent();
    Optional<Span> hole = reaches ? hole(extent) : Optional.empty();
    if (hole.isPresent()) {
      String why = "must be there, and rows must reach back to " + time;
      return beginning(hole.get().count(), why, extent);
    }
    return observation(
        "beginning",
        reaches ? 0 : 1,
        "begins at " + extent.firstTime(),
        "rows begin only %s ago, at %d; they must reach back to %s"
            .formatted(age(extent), extent.first(), time));
  }

  /**
   * The numbers between the first one and the one before it, of a row from before the window; empty
   * where rows reach back as far as they must.
   */
  private Optional<Span> hole(Extent extent) {
    return settings
        .first()
        .flatMap(this::reachesBackTo)
        .filter(time -> extent.firstTime().isAfter(time))
        .flatMap(any -> table.greatestBefore(extent.first()))
        .filter(last -> last < extent.first() - 1)
        .map(last -> new Span(last + 1, extent.first() - 1));
  }

  private Optional<Instant> reachesBackTo(FirstRow first) {
    if (first instanceof FirstRow.AtNumber) {
      return Optional.empty();
    }
    return Optional.of(
        first instanceof FirstRow.AtTime at
            ? at.time()
            : window().plus(Beginning.slack(settings.kept())));
  }

  private Observation remembered(Extent extent) {
    long gone = rememberedBefore(extent);
    Observation seen = beginning(gone, were(gone), extent);
    return before
        .filter(was -> was.number() < extent.first())
        .map(
            was -> {
              Instant until = Times.later(was.time(), extent.firstTime());
              return seen.at(
                  numbers(was.number(), extent.first() - 1).during(new TimeSpan(until, until)));
            })
        .orElse(seen);
  }

  private static Place numbers(long first, long last) {
    return first > last ? Place.WHOLE : Place.WHOLE.at(new Span(first, last));
  }

  /**
   * The numbers that are accounted for: those that were read, and those that the table was asked
   * for.
   */
  Span proven(Extent extent) {
    long first =
        settings.first().isPresent()
            ? required()
                .filter(number -> lost(number, extent.first() - 1) == 0)
                .orElse(extent.first())
            : before
                .filter(was -> !was.time().isBefore(window()) && rememberedBefore(extent) == 0)
                .map(Beginning::number)
                .orElse(extent.first());
    long last =
        before
            .map(Beginning::greatest)
            .filter(greatest -> lost(extent.last() + 1, greatest) == 0)
            .orElse(extent.last());
    return new Span(Math.min(first, extent.first()), Math.max(last, extent.last()));
  }

  /** The numbers before the first one that must be there, where they are known. */
  Optional<Span> before(Extent extent) {
    Optional<Span> hole = hole(extent);
    if (hole.isPresent()) {
      return hole;
    }
    Optional<Long> from =
        settings.first().isPresent()
            ? required()
            : before.filter(was -> !was.time().isBefore(window())).map(Beginning::number);
    return from.filter(number -> number < extent.first())
        .map(number -> new Span(number, extent.first() - 1));
  }

  /** The numbers after the last one that were there. */
  Optional<Span> after(Extent extent) {
    return before
        .map(Beginning::greatest)
        .filter(greatest -> greatest > extent.last())
        .map(greatest -> new Span(extent.last() + 1, greatest));
  }

  private Optional<Long> required() {
    return settings
        .first()
        .flatMap(
            first ->
                first instanceof FirstRow.AtNumber at
                    ? Optional.of(at.number())
                    : Optional.empty());
  }

  private Observation beginning(long lost, String why, Extent extent) {
    return observation(
        "beginning",
        lost,
        "begins at " + extent.firstTime(),
        "rows begin only %s ago, at %d; %s before it %s"
            .formatted(age(extent), extent.first(), Numbers.count(lost, "number"), why));
  }

  /** What is gone may have had holes: a wrong number that was removed leaves nothing but holes. */
  private String were(long lost) {
    long missing = before.map(Beginning::missing).orElse(0L);
    String is = lost == 1 ? "is" : "are";
    if (missing >= lost) {
      return is + " gone, or " + (lost == 1 ? "was" : "were") + " missing before";
    }
    return missing > 0
        ? is + " gone, up to %,d of which were missing before".formatted(missing)
        : lost == 1 ? "was there" : "were there";
  }

  private String age(Extent extent) {
    return Durations.text(Duration.between(extent.firstTime(), now));
  }

  private Observation end(Extent extent) {
    long lost = before.map(was -> lost(extent.last() + 1, was.greatest())).orElse(0L);
    return observation(
            "end",
            lost,
            "ends at " + extent.last(),
            "rows end at %d; %s after it %s"
                .formatted(extent.last(), Numbers.count(lost, "number"), were(lost)))
        .at(before.map(was -> numbers(extent.last() + 1, was.greatest())).orElse(Place.WHOLE));
  }

  private Observation observation(String where, long lost, String observed, String summary) {
    String subject = settings.table().table() + " " + where;
    return Observation.of(GapsCheck.LOST, subject, (double) lost, observed, summary, REMEDY);
  }

  /**
   * What the next run must find: the first row of those that will still be in the window then. Rows
   * that are lost are missed until the last of them would have left the window.
   *
   * @param scanned the first row of {@link #asksSince}, if the scan told it
   */
  Beginning next(Extent extent, Optional<Long> scanned) {
    long greatest = Math.max(extent.last(), before.map(Beginning::greatest).orElse(extent.last()));
    if (before.isPresent()
        && (rememberedBefore(extent) > 0 || early(extent) > 0 || misplaced(extent) > 0)) {
      Instant until = Times.later(before.get().time(), extent.firstTime());
      return new Beginning(before.get().number(), until, greatest, now);
    }
    if (before.isPresent() && mayStay(before.get())) {
      return new Beginning(before.get().number(), before.get().time(), greatest, now);
    }
    Instant time = window().plus(margin().most());
    long number = scanned.or(() -> table.firstSince(time)).orElse(extent.last());
    return new Beginning(
        number,
        number == extent.first() ? Times.later(time, extent.firstTime()) : time,
        greatest,
        now);
  }

  /** The time whose first row {@link Beginning} needs; empty if the remembered row may stay. */
  Optional<Instant> asksSince() {
    return before.filter(this::mayStay).isPresent()
        ? Optional.empty()
        : Optional.of(window().plus(margin().most()));
  }

  /** Whether the earliest time of all is asked for. */
  boolean asksEarliest() {
    return settings.first().filter(first -> !(first instanceof FirstRow.AtNumber)).isPresent();
  }

  /** With a sweep, a run is to cost what is new, so what will do for the next runs is kept. */
  private boolean mayStay(Beginning was) {
    return !settings.sweep().isZero() && was.time().isAfter(window().plus(margin().least()));
  }

  private Margin margin() {
    return new Margin(
        settings.kept(),
        settings.sweep(),
        before.map(was -> Duration.between(was.run(), now)),
        due);
  }
}
