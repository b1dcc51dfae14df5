package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.table.Words;
import io.gapwatch.agent.text.Numbers;
import java.util.List;
import java.util.Set;

/** The result of a scan in one line, the worst of it included. */
final class GapSummary {
  private static final Set<String> TOLD_APART =
      Set.of(GapsCheck.MISSING.name(), GapsCheck.LOST.name());

  private final GapsSettings settings;

  GapSummary(GapsSettings settings) {
    this.settings = settings;
  }

  String text(GapScan scan, GapCounts counts, List<Observation> observations) {
    long unlisted = scan.intervals().count() - scan.intervals().list().size();
    return lost(observations) + rows(counts) + but(unlisted, observations);
  }

  private String lost(List<Observation> observations) {
    return observations.stream()
            .anyMatch(seen -> seen.metric().is(GapsCheck.LOST) && seen.value() > 0)
        ? settings.first().isPresent()
            ? "rows that must be there are not; "
            : "rows that were there are gone; "
        : "";
  }

  private String rows(GapCounts counts) {
    Words row = settings.table().row();
    if (counts.missing() > 0) {
      return "%s missing in %,d %s"
          .formatted(
              row.count(counts.missing()),
              counts.ranges(),
              GapObservations.RANGE.of(counts.ranges()));
    }
    String slots =
        settings.plain() ? "" : ", " + Numbers.count(counts.missedSlots(), "missed slot");
    return row.count(counts.rows()) + ", none missing" + slots;
  }

  /**
   * What is beyond its limit besides: the worst of it, and how much more there is.
   *
   * @param unlisted how much more there is than observations
   */
  String but(long unlisted, List<Observation> observations) {
    List<Observation> broken =
        observations.stream()
            .filter(seen -> !TOLD_APART.contains(seen.metric().name()))
            .filter(seen -> settings.limits(seen.metric()).brokenBy(seen.value()))
            .toList();
    if (broken.isEmpty()) {
      return "";
    }
    Observation worst =
        broken.stream()
            .filter(
                seen ->
                    settings
                        .limits(seen.metric())
                        .critical()
                        .filter(limit -> limit.brokenBy(seen.value()))
                        .isPresent())
            .findFirst()
            .orElse(broken.get(0));
    long more = broken.size() - 1 + unlisted;
    return ", but "
        + worst.summary().replaceAll(";.*", "")
        + (more == 0 ? "" : " (and %,d more)".formatted(more));
  }
}
