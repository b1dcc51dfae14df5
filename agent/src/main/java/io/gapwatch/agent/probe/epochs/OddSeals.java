package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.TimeSpan;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import java.time.Instant;
import java.util.List;

/**
 * Seals that no period has, off the grid, in the future or from before it, or that are there again.
 *
 * @param different how many of them are different
 * @param timeless how many rows beside them have no epoch
 */
record OddSeals(List<Seal> seals, int different, long timeless, Grid grid) {
  private static final String WRITER =
      "look at what writes these rows: the unit of its times, its clock, the start of its periods";

  void addTo(Measured.Builder reading, Instant now) {
    Instant soon = now.plus(ProbeContext.CLOCKS);
    List<Seal> offGrid = seals.stream().filter(seal -> !grid.has(seal.epoch())).toList();
    List<Seal> future =
        seals.stream()
            .filter(
                seal ->
                    seal.epoch().isAfter(now)
                        || seal.sealedAt().filter(at -> at.isAfter(soon)).isPresent())
            .toList();
    count(
        reading,
        EpochsCheck.OFF_GRID,
        offGrid,
        "off the grid",
        "is not the start of a period of " + Durations.text(grid.every()),
        now);
    count(
        reading, EpochsCheck.FUTURE, future, "in the future", "or its seal is in the future", now);
    List<Seal> early =
        seals.stream()
            .filter(seal -> !seal.epoch().isAfter(now))
            .filter(seal -> seal.sealedAt().filter(at -> isBefore(at, seal)).isPresent())
            .toList();
    count(reading, EpochsCheck.EARLY, early, "sealed too early", "began after its seal", now);
    withoutEpoch(reading);
    duplicates(reading);
  }

  private static boolean isBefore(Instant sealed, Seal seal) {
    return sealed.plus(ProbeContext.CLOCKS).isBefore(seal.epoch());
  }

  private void withoutEpoch(Measured.Builder reading) {
    reading
        .value(EpochsCheck.WITHOUT_EPOCH, timeless)
        .observe(
            Observation.of(
                EpochsCheck.WITHOUT_EPOCH,
                "rows without an epoch",
                (double) timeless,
                Long.toString(timeless),
                Numbers.count(timeless, "row") + " without an epoch, which no group is judged by",
                WRITER));
  }

  private void duplicates(Measured.Builder reading) {
    int more = seals.size() - different;
    String text =
        Numbers.count(more, "seal") + (more == 1 ? " is" : " are") + " there more than once";
    if (more > 0) {
      reading.fact("Duplicates", text);
    }
    reading
        .value(EpochsCheck.DUPLICATES, more)
        .observe(
            Observation.of(
                EpochsCheck.DUPLICATES,
                "seals that are there again",
                more,
                Integer.toString(more),
                text,
                "add a unique key on epoch, channel and group"));
  }

  private static void count(
      Measured.Builder reading,
      Metric metric,
      List<Seal> seals,
      String subject,
      String what,
      Instant now) {
    List<Instant> begun =
        seals.stream().map(Seal::epoch).filter(epoch -> !epoch.isAfter(now)).toList();
    String example =
        seals.isEmpty() ? "" : ": epoch " + seals.get(0).epoch().getEpochSecond() + " " + what;
    reading
        .value(metric, seals.size())
        .observe(
            Observation.of(
                    metric,
                    "epochs " + subject,
                    seals.size(),
                    Integer.toString(seals.size()),
                    Numbers.count(seals.size(), "seal") + " " + subject + example,
                    WRITER)
                .at(TimeSpan.of(begun).map(Place.WHOLE::during).orElse(Place.WHOLE)));
  }
}
