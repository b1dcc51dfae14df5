package io.gapwatch.agent.keepalive;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.report.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A week by hour, one row per day (UTC): the higher the block, the more minutes are proven busy. A
 * stretch counts for the hour in which it begins.
 */
final class HeatMap {
  /** One step per minute, up to seven. */
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  private static final String NOT_MEASURED = "·";

  /** Three minutes of an hour are 5 %. */
  private static final long ENOUGH = 3;

  private static final Duration HOUR = Duration.ofHours(1);

  private final Proof proof;
  private final Style style;

  HeatMap(Proof proof, Style style) {
    this.proof = proof;
    this.style = style;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("             0     6     12    18");
    LocalDate last = LocalDate.ofInstant(proof.to(), ZoneOffset.UTC);
    for (LocalDate day = LocalDate.ofInstant(proof.from(), ZoneOffset.UTC);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      lines.add("  " + day + " " + hours(day));
    }
    lines.add(
        "  %s not measured   %s none   %s enough (3 min)   %s 7 min or more"
            .formatted(
                NOT_MEASURED, BLOCKS.charAt(0), BLOCKS.charAt((int) ENOUGH), BLOCKS.charAt(7)));
    return Collections.unmodifiableList(lines);
  }

  private String hours(LocalDate day) {
    StringBuilder row = new StringBuilder();
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    for (int hour = 0; hour < 24; hour++) {
      row.append(cell(midnight.plus(HOUR.multipliedBy(hour))));
    }
    return row.toString().stripTrailing();
  }

  private String cell(Instant begin) {
    Instant end = begin.plus(HOUR);
    if (!end.isAfter(proof.from()) || begin.isAfter(proof.to())) {
      return " ";
    }
    boolean measured =
        proof.spans().stream().anyMatch(s -> s.from().isBefore(end) && s.to().isAfter(begin));
    if (!measured) {
      return style.paint(Status.UNKNOWN, NOT_MEASURED);
    }
    List<Usage> begun =
        proof.spans().stream()
            .filter(s -> !s.from().isBefore(begin) && s.from().isBefore(end))
            .toList();
    long minutes = BusyMinutes.in(begun, IdleRule.LIMIT);
    String block = String.valueOf(BLOCKS.charAt((int) Math.min(7, minutes)));
    return style.paint(minutes >= ENOUGH ? Status.OK : Status.WARNING, block);
  }
}
