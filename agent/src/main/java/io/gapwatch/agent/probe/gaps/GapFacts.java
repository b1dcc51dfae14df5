package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.table.NumberedTable;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a scan saw, line by line. */
final class GapFacts {
  private final GapsSettings settings;
  private final NumberedTable table;
  private final Instant now;
  private final Words row;

  GapFacts(GapsSettings settings, NumberedTable table, Instant now) {
    this.settings = settings;
    this.table = table;
    this.now = now;
    this.row = settings.table().row();
  }

  List<Fact> list(
      GapScan scan, GapCounts counts, Optional<Double> missedSlotRate, Optional<SweptPast> past) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            capital(row.many()) + " checked",
            "%,d%s".formatted(counts.rows(), read(scan.counts(), past))));
    if (!table.guessed().isEmpty()) {
      facts.add(new Fact("Columns", table.guessed()));
    }
    facts.add(new Fact("Range", "%,d to %,d".formatted(counts.first(), counts.last())));
    facts.add(new Fact("Gaps found", gaps(scan, counts)));
    if (!settings.plain()) {
      facts.add(new Fact("Missed slots", missedSlots(counts, missedSlotRate)));
    }
    long intervals = scan.intervals().count();
    if (intervals > 0) {
      facts.add(
          new Fact(
              "Long intervals",
              "%,d%s".formatted(intervals, listed(scan.intervals().list().size(), intervals))));
    }
    facts.add(
        new Fact(
            "Time window",
            "%s → %s ago"
                .formatted(Durations.text(settings.window()), Durations.text(settings.settle()))));
    return facts;
  }

  private String read(GapCounts now, Optional<SweptPast> past) {
    return past.map(
            swept ->
                " (%,d read now, the rest %s ago)"
                    .formatted(
                        now.rows(), Durations.text(Duration.between(swept.sweptAt(), this.now))))
        .orElse("");
  }

  private String gaps(GapScan scan, GapCounts counts) {
    return counts.ranges() == 0
        ? "0"
        : "%,d (%s missing)%s"
            .formatted(
                counts.ranges(),
                row.count(counts.missing()),
                listed(scan.ranges().size(), counts.ranges()));
  }

  static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** Empty where all are. */
  static String listed(long listed, long all) {
    return listed == all ? "" : ", the longest %,d are listed".formatted(listed);
  }

  private String missedSlots(GapCounts counts, Optional<Double> rate) {
    return "%,d%s, longest interval %s"
        .formatted(
            counts.missedSlots(),
            rate.map(r -> String.format(Locale.ROOT, " (%.2f%% in the last day)", r)).orElse(""),
            Durations.text(table.timeline().duration(counts.longestInterval())));
  }
}
