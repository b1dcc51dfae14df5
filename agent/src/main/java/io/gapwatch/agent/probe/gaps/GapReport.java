package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.MixedUnits;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns the result of a scan into a reading. */
final class GapReport {
  /** With less than an hour of slots, one missed slot says nothing about the rate. */
  private static final long FEWEST_SLOTS = 300;

  private final GapsSettings settings;
  private final Timeline timeline;
  private final Instant now;
  private final Lost lost;
  private final OptionalLong edition;
  private final List<Fact> notes;
  private final GapObservations observe;
  private final GapSummary summary;
  private final GapFacts facts;

  /**
   * @param edition of the table, see {@link SameTable}
   * @param notes what else is to be said
   */
  GapReport(
      GapsSettings settings,
      NumberedTable table,
      Instant now,
      Lost lost,
      OptionalLong edition,
      List<Fact> notes) {
    this.settings = settings;
    this.timeline = table.timeline();
    this.now = now;
    this.lost = lost;
    this.edition = edition;
    this.notes = notes;
    this.observe = new GapObservations(settings, timeline);
    this.summary = new GapSummary(settings);
    this.facts = new GapFacts(settings, table, now);
  }

  /**
   * The reading of a scan, which may cover only what is new since an earlier one.
   *
   * @param counts of past and new rows together
   */
  Measured reading(
      GapScan scan, GapCounts counts, UnscannableRows unscannable, Optional<SweptPast> past) {
    List<Observation> observations = observations(scan, counts, unscannable);
    Measured.Builder reading =
        Measured.saying(summary.text(scan, counts, observations))
            .facts(facts.list(scan, counts, rate(counts), past))
            .facts(notes)
            .observe(observations)
            .covering(covered(counts))
            .complete(
                scan.ranges().size() == counts.ranges()
                    && scan.intervals().list().size() == scan.intervals().count());
    values(reading, scan, counts, unscannable);
    edition.ifPresent(it -> reading.value(GapsCheck.EDITION, it));
    remember(reading, lost.next(extent(counts), scan.firstSince()));
    boolean flawless = observations.stream().allMatch(o -> o.value() == 0 || isRate(o));
    if (flawless && !settings.sweep().isZero()) {
      Instant sweptAt = past.map(SweptPast::sweptAt).orElse(now);
      reading.value(GapsCheck.SWEEP_AGE, Durations.seconds(Duration.between(sweptAt, now)));
    }
    return reading.build();
  }

  private static boolean isRate(Observation observation) {
    return observation.metric().is(GapsCheck.MISSED_SLOT_RATE);
  }

  private List<Observation> observations(
      GapScan scan, GapCounts counts, UnscannableRows unscannable) {
    List<Observation> all = new ArrayList<>();
    scan.ranges().forEach(range -> all.add(observe.missing(range, counts.missing())));
    long unlisted = counts.ranges() - scan.ranges().size();
    if (unlisted > 0) {
      long listed = scan.ranges().stream().mapToLong(MissingRange::count).sum();
      all.add(observe.furtherRanges(unlisted, counts.missing() - listed, counts));
    }
    scan.intervals().list().forEach(interval -> all.add(observe.interval(interval)));
    if (rate(counts).isPresent()) {
      all.add(observe.missedSlotRate(rate(counts).get(), counts));
    }
    all.addAll(observe.flaws(counts, unscannable));
    all.addAll(lost.observations(extent(counts)));
    all.add(unscannable.units().observation(settings.table().table()));
    return all;
  }

  /** The percentage of missed slots in the last day; empty if there are too few slots. */
  private static Optional<Double> rate(GapCounts counts) {
    return counts.recentSlots() < FEWEST_SLOTS
        ? Optional.empty()
        : Optional.of(100.0 * counts.recentMissed() / counts.recentSlots());
  }

  private void values(
      Measured.Builder reading, GapScan scan, GapCounts counts, UnscannableRows unscannable) {
    reading
        .value(GapsCheck.ROWS, counts.rows())
        .value(GapsCheck.MISSING, counts.missing())
        .value(GapsCheck.RANGES, counts.ranges());
    if (!settings.plain()) {
      reading
          .value(GapsCheck.MISSED_SLOTS, counts.missedSlots())
          .value(GapsCheck.MISALIGNED, counts.misaligned());
    }
    rate(counts)
        .ifPresentOrElse(
            rate -> reading.value(GapsCheck.MISSED_SLOT_RATE, rate),
            () -> reading.untold(observe.rateSubject()));
    if (!settings.plain() || settings.limits(GapsCheck.INTERVAL).areSet()) {
      reading
          .value(GapsCheck.LONG_INTERVALS, scan.intervals().count())
          .value(
              GapsCheck.LONGEST_INTERVAL,
              Durations.seconds(timeline.duration(counts.longestInterval())));
    }
    reading
        .value(GapsCheck.DUPLICATES, counts.duplicates())
        .value(GapsCheck.ORDER, counts.outOfOrder())
        .value(GapsCheck.WITHOUT_NUMBER, unscannable.withoutNumber())
        .value(GapsCheck.WITHOUT_TIME, unscannable.withoutTime())
        .value(GapsCheck.FUTURE, unscannable.inFuture())
        .value(MixedUnits.METRIC, unscannable.units().rows())
        .value(GapsCheck.FIRST, counts.first())
        .value(GapsCheck.LAST, counts.last())
        .value(GapsCheck.FIRST_TIME, secondsSince1970(timeline.instant(counts.firstTicks())))
        .value(GapsCheck.LAST_TIME, secondsSince1970(timeline.instant(counts.newestTicks())));
  }

  private void remember(Measured.Builder reading, Beginning beginning) {
    reading
        .value(GapsCheck.EARLIEST, beginning.number())
        .value(GapsCheck.EARLIEST_TIME, secondsSince1970(beginning.time()))
        .value(GapsCheck.GREATEST, beginning.greatest());
  }

  /** The rows of the window, from the first to the last. */
  private Covered covered(GapCounts counts) {
    TimeSpan times =
        TimeSpan.between(
            timeline.instant(counts.firstTicks()), timeline.instant(counts.latestTicks()));
    return Covered.rows(
        TimeSpan.between(lost.window(), now),
        List.of(Place.WHOLE.at(lost.proven(extent(counts))).during(times)));
  }

  private Beginning.Extent extent(GapCounts counts) {
    return extent(counts, timeline);
  }

  static Beginning.Extent extent(GapCounts counts, Timeline timeline) {
    return new Beginning.Extent(
        counts.first(), timeline.instant(counts.firstTicks()), counts.last());
  }

  /** A double represents present-day microseconds exactly enough to be rounded back. */
  private static double secondsSince1970(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }
}
