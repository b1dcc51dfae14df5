package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.probe.table.Timeline;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.text.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The wording of everything that can be wrong with a table of numbered rows. */
final class GapObservations {
  private static final String BACKFILL =
      "backfill this range; gapwatch gaps prints all ranges as a table, CSV or SQL";

  static final Words RANGE = Words.named("range");

  private final GapsSettings settings;
  private final Timeline timeline;
  private final String table;
  private final Words row;

  GapObservations(GapsSettings settings, Timeline timeline) {
    this.settings = settings;
    this.timeline = timeline;
    this.table = settings.table().table();
    this.row = settings.table().row();
  }

  /**
   * One range.
   *
   * @param total all missing numbers, which the limit is held against
   */
  Observation missing(MissingRange range, long total) {
    long first = range.span().first();
    long last = range.span().last();
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("first", first);
    evidence.put("last", last);
    evidence.put("count", range.count());
    Instant after = range.after().orElseThrow();
    Instant before = range.before().orElseThrow();
    evidence.put("after", after.toString());
    evidence.put("before", before.toString());
    String subject = table + " " + name(range.span());
    return Observation.of(
            GapsCheck.MISSING,
            subject,
            (double) total,
            Long.toString(range.count()),
            row.count(range.count()) + " missing",
            BACKFILL)
        .with(evidence)
        .since(after)
        .settlingAt(before.plus(settings.grace()))
        .at(Place.WHOLE.at(range.span()).during(TimeSpan.between(after, before)).moving());
  }

  /** Its numbers: {@code 7}, {@code 7-9}, and where a minus would be one too many, with a word. */
  static String name(Span numbers) {
    if (numbers.first() == numbers.last()) {
      return Long.toString(numbers.first());
    }
    return numbers.first() + (numbers.first() < 0 ? " to " : "-") + numbers.last();
  }

  Observation furtherRanges(long ranges, long rows, GapCounts counts) {
    return Observation.of(
            GapsCheck.MISSING,
            table + ": further ranges",
            (double) counts.missing(),
            Long.toString(rows),
            "%,d more %s missing in %,d smaller %s"
                .formatted(rows, row.of(rows), ranges, RANGE.of(ranges)),
            "gapwatch gaps prints all ranges as a table, CSV or SQL")
        .at(during(counts.flaws().missing()));
  }

  Observation interval(Interval interval) {
    double seconds = Durations.seconds(interval.length());
    String length = Durations.text(interval.length());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("number", interval.number());
    evidence.put("from", interval.from().toString());
    evidence.put("until", interval.until().toString());
    evidence.put("seconds", seconds);
    if (!settings.plain()) {
      evidence.put("missedSlots", interval.missedSlots());
    }
    return Observation.of(
            settings.metric(interval),
            table + " interval before " + interval.number(),
            seconds,
            length,
            "%s without a %s%s".formatted(length, row.one(), settings.plain() ? "" : why(interval)),
            ofBlocks()
                ? "compare with a block explorer: the chain may have stalled, or rows may have "
                    + "wrong times"
                : "find out whether the writer stood still, or rows have wrong times")
        .with(evidence)
        .since(interval.from())
        .at(
            Place.WHOLE
                .at(new Span(interval.number() - 1 - interval.missing(), interval.number()))
                .during(TimeSpan.between(interval.from(), interval.until())));
  }

  /** Slots alone make no chain. */
  private boolean ofBlocks() {
    return !settings.plain() && row.one().equals("block");
  }

  private static String why(Interval interval) {
    if (!interval.explained() || interval.missing() > 0) {
      return "; missed slots do not explain it";
    }
    return interval.missedSlots() == 1
        ? "; one missed slot explains it"
        : "; %,d missed slots explain it".formatted(interval.missedSlots());
  }

  Observation missedSlotRate(double rate, GapCounts counts) {
    return Observation.of(
        GapsCheck.MISSED_SLOT_RATE,
        rateSubject(),
        rate,
        String.format(Locale.ROOT, "%.2f%%", rate),
        "%,d of %,d slots missed in the last day"
            .formatted(counts.recentMissed(), counts.recentSlots()),
        ofBlocks()
            ? "compare with the chain's own figures; if the chain is healthy, the collector is"
                + " dropping blocks"
            : "find out whether the collector is dropping " + row.many());
  }

  String rateSubject() {
    return table + ": missed-slot rate";
  }

  List<Observation> flaws(GapCounts counts, UnscannableRows unscannable) {
    List<Observation> flaws = new ArrayList<>();
    flaws.add(duplicates(counts.duplicates()).at(during(counts.flaws().duplicates())));
    if (!settings.plain()) {
      flaws.add(
          flaw(
                  GapsCheck.MISALIGNED,
                  "slot alignment",
                  counts.misaligned(),
                  "a time that is not the start of a slot",
                  "check the collector's times, and the check's slot and genesis")
              .at(during(counts.flaws().misaligned())));
    }
    flaws.add(order(counts.outOfOrder()).at(during(counts.flaws().order())));
    flaws.add(withoutNumber(unscannable));
    flaws.addAll(times(unscannable));
    return flaws;
  }

  /** By its times only, so that a range that is missing among them hides nothing of them. */
  static Place during(Optional<TimeSpan> times) {
    return times.map(Place.WHOLE::during).orElse(Place.WHOLE);
  }

  Observation duplicates(long count) {
    return flaw(
        GapsCheck.DUPLICATES,
        "duplicates",
        count,
        "a duplicate number",
        settings.table().by().isEmpty()
            ? "add a unique key on the number"
            : "add a unique key on the number and " + String.join(", ", settings.table().by()));
  }

  /**
   * Those of one group.
   *
   * @param total of all groups, which the limit is held against
   */
  Observation duplicates(String group, long count, long total) {
    Observation seen = duplicates(count);
    return Observation.of(
        GapsCheck.DUPLICATES,
        "%s %s: duplicates".formatted(table, group),
        (double) total,
        seen.observed(),
        seen.summary() + " in " + group,
        seen.remedy());
  }

  Observation withoutNumber(UnscannableRows unscannable) {
    return flaw(
        GapsCheck.WITHOUT_NUMBER,
        "rows without number",
        unscannable.withoutNumber(),
        "no " + unscannable.number(),
        "check what writes the table");
  }

  /** What is wrong with times. */
  List<Observation> times(UnscannableRows unscannable) {
    return List.of(
        flaw(
            GapsCheck.WITHOUT_TIME,
            "rows without time",
            unscannable.withoutTime(),
            "no time",
            "check what writes the table"),
        flaw(
            GapsCheck.FUTURE,
            "times in the future",
            unscannable.inFuture(),
            "a time in the future",
            settings.table().ahead(timeline)));
  }

  Observation order(long count) {
    return observation(
        GapsCheck.ORDER,
        "order of times",
        count,
        "%s %s older than the row with the number before, or outside of the window"
            .formatted(Words.ROW.count(count), count == 1 ? "is" : "are"),
        ofBlocks()
            ? "check the collector's times: a reorganised block may have been kept"
            : "check the times; where rows may be written in any order, set order: off");
  }

  private Observation flaw(Metric metric, String what, long count, String thing, String remedy) {
    String summary =
        "%s %s %s".formatted(Words.ROW.count(count), count == 1 ? "has" : "have", thing);
    return observation(metric, what, count, summary, remedy);
  }

  private Observation observation(
      Metric metric, String what, long count, String summary, String remedy) {
    return Observation.of(
        metric, table + ": " + what, (double) count, Long.toString(count), summary, remedy);
  }
}
