package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.MissingRange;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Span;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The wording of everything that can be wrong with a table of blocks. */
final class GapObservations {
  private final GapsSettings settings;
  private final String table;

  GapObservations(GapsSettings settings) {
    this.settings = settings;
    this.table = settings.table().table();
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
    evidence.put("after", range.after().toString());
    evidence.put("before", range.before().toString());
    String subject = table + " " + first + (range.count() == 1 ? "" : "-" + last);
    return Observation.of(
            GapsCheck.MISSING,
            subject,
            (double) total,
            Long.toString(range.count()),
            "%,d %s missing".formatted(range.count(), range.count() == 1 ? "block" : "blocks"),
            "backfill this range; gapwatch gaps prints all ranges as a table, CSV or SQL")
        .with(evidence)
        .since(range.after())
        .settlingAt(range.before().plus(settings.grace()))
        .at(place(range));
  }

  private static Place place(MissingRange range) {
    return Place.WHOLE
        .at(range.span())
        .during(TimeSpan.between(range.after(), range.before()))
        .moving();
  }

  Observation furtherRanges(long ranges, long blocks, long total) {
    return Observation.of(
        GapsCheck.MISSING,
        table + ": further ranges",
        (double) total,
        Long.toString(blocks),
        "%,d more blocks missing in %,d smaller ranges".formatted(blocks, ranges),
        "gapwatch gaps prints all ranges as a table, CSV or SQL");
  }

  Observation interval(Interval interval) {
    double seconds = interval.length().toMillis() / 1000.0;
    String length = Durations.text(interval.length());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("number", interval.number());
    evidence.put("from", interval.from().toString());
    evidence.put("until", interval.until().toString());
    evidence.put("seconds", seconds);
    evidence.put("missedSlots", interval.missedSlots());
    String why =
        interval.explained() && interval.missing() == 0
            ? interval.missedSlots() == 1
                ? "one missed slot explains it"
                : "%,d missed slots explain it".formatted(interval.missedSlots())
            : "missed slots do not explain it";
    return Observation.of(
            metric(interval),
            table + " interval before " + interval.number(),
            seconds,
            length,
            "%s without a block; %s".formatted(length, why),
            "compare with a block explorer: the chain may have stalled, or rows may have "
                + "wrong times")
        .with(evidence)
        .since(interval.from())
        .at(
            Place.WHOLE
                .at(new Span(interval.number() - 1 - interval.missing(), interval.number()))
                .during(TimeSpan.between(interval.from(), interval.until())));
  }

  private Metric metric(Interval interval) {
    if (settings.strict()) {
      return GapsCheck.STRICT;
    }
    return interval.explained() ? GapsCheck.INTERVAL : GapsCheck.UNEXPLAINED;
  }

  Observation missedSlotRate(double rate, GapCounts counts) {
    return Observation.of(
        GapsCheck.MISSED_SLOT_RATE,
        table + ": missed-slot rate",
        rate,
        String.format(Locale.ROOT, "%.2f%%", rate),
        "%,d of %,d slots missed in the last day"
            .formatted(counts.recentMissed(), counts.recentSlots()),
        "compare with the chain's own figures; if the chain is healthy, the collector is "
            + "dropping blocks");
  }

  List<Observation> flaws(GapCounts counts, Edges edges) {
    List<Observation> flaws = new ArrayList<>();
    flaws.add(
        flaw(
            GapsCheck.DUPLICATES,
            "duplicates",
            counts.duplicates(),
            "rows have a duplicate number",
            "add a unique key on the number"));
    flaws.add(
        flaw(
            GapsCheck.MISALIGNED,
            "slot alignment",
            counts.misaligned(),
            "rows have a time that is not the start of a slot",
            "check the collector's times, and the check's slot and genesis"));
    flaws.add(
        flaw(
            GapsCheck.ORDER,
            "order of times",
            counts.outOfOrder(),
            "rows are older than the row with the number before, or outside of the window",
            "check the collector's times: a reorganised block may have been kept"));
    flaws.add(
        flaw(
            GapsCheck.WITHOUT_NUMBER,
            "rows without number",
            edges.withoutNumber(),
            "rows have no number",
            "check what writes the table"));
    flaws.add(
        flaw(
            GapsCheck.WITHOUT_TIME,
            "rows without time",
            edges.withoutTime(),
            "rows have no time",
            "check what writes the table"));
    flaws.add(
        flaw(
            GapsCheck.FUTURE,
            "times in the future",
            edges.inFuture(),
            "rows have a time in the future",
            "check the collector's clock, and that times are in UTC"));
    return flaws;
  }

  private Observation flaw(Metric metric, String what, long count, String summary, String remedy) {
    return Observation.of(
        metric,
        table + ": " + what,
        (double) count,
        Long.toString(count),
        "%,d %s".formatted(count, summary),
        remedy);
  }
}
