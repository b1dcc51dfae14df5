package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.gaps.Beginning.Extent;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows that must be there and are not, at either end of a table. What must be there is what {@code
 * first:} says, or else what earlier runs saw.
 */
final class Lost {
  private static final String REMEDY =
      "find out who deleted the rows, or whether the collector writes to a new table; then restore"
          + " or back-fill them. If old rows are deleted on purpose, say so with retention";

  private final GapsSettings settings;
  private final Instant now;
  private final Optional<Beginning> before;

  Lost(GapsSettings settings, Instant now, Optional<Beginning> before) {
    this.settings = settings;
    this.now = now;
    this.before = before;
  }

  /** From when on rows must not vanish. */
  private Instant window() {
    return now.minus(kept());
  }

  private Duration kept() {
    return settings
        .retention()
        .filter(time -> time.compareTo(settings.window()) < 0)
        .orElse(settings.window());
  }

  List<Observation> observations(Extent extent) {
    List<Observation> all = new ArrayList<>();
    if (settings.first().isPresent()) {
      all.add(beginning(required(settings.first().get(), extent), extent));
    } else {
      all.add(beginning(before.map(it -> remembered(it, extent)).orElse(Missed.NOTHING), extent));
      all.add(end(before.map(it -> it.lostBehind(extent)).orElse(0L), extent));
    }
    return all;
  }

  /**
   * What is missing at the beginning.
   *
   * @param rows how many; 1 where that is not known
   */
  private record Missed(long rows, String text) {
    static final Missed NOTHING = new Missed(0, "");
  }

  private Missed remembered(Beginning was, Extent extent) {
    long lost = was.lostBefore(extent, window());
    if (lost > 0) {
      return new Missed(lost, "%,d numbers before %d were there".formatted(lost, extent.first()));
    }
    return was.reachedFurther(extent, window(), kept())
        ? new Missed(1, "earlier rows, back to the beginning of the window, were there")
        : Missed.NOTHING;
  }

  private Missed required(FirstRow first, Extent extent) {
    if (first instanceof FirstRow.AtNumber number) {
      long lost = Math.max(0, extent.first() - number.number());
      return new Missed(
          lost, "%,d numbers from %d on must be there".formatted(lost, number.number()));
    }
    Instant time =
        first instanceof FirstRow.AtTime moment
            ? moment.time()
            : window().plus(Beginning.slack(kept()));
    return extent.firstTime().isAfter(time)
        ? new Missed(1, "rows must reach back to " + time)
        : Missed.NOTHING;
  }

  private Observation beginning(Missed missed, Extent extent) {
    String age = Durations.text(Duration.between(extent.firstTime(), now));
    return Observation.of(
        GapsCheck.LOST,
        settings.table().table() + ": beginning",
        (double) missed.rows(),
        "begins at " + extent.firstTime(),
        "rows begin only %s ago, at %d; %s".formatted(age, extent.first(), missed.text()),
        REMEDY);
  }

  private Observation end(long lost, Extent extent) {
    return Observation.of(
        GapsCheck.LOST,
        settings.table().table() + ": end",
        (double) lost,
        "ends at " + extent.last(),
        "rows end at %d; %,d numbers behind it were there".formatted(extent.last(), lost),
        REMEDY);
  }

  /**
   * What the next run is to know: rows that are lost are missed for as long as they would be in the
   * window.
   */
  Beginning next(Extent extent) {
    boolean still = before.map(it -> remembered(it, extent).rows() > 0).orElse(false);
    Beginning was = before.orElse(new Beginning(extent.first(), extent.firstTime(), 0, now));
    return new Beginning(
        still ? was.number() : extent.first(),
        still ? was.time() : extent.firstTime(),
        before.isPresent() ? Math.max(was.greatest(), extent.last()) : extent.last(),
        now);
  }
}
