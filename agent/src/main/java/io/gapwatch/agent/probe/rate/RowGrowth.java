package io.gapwatch.agent.probe.rate;

import io.gapwatch.agent.probe.Change;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How many rows a table got since earlier runs. */
record RowGrowth(TableSize size, ProbeContext context) {
  /** A job that runs once a week still knows how its table grows. */
  static final Duration MEMORY = Duration.ofDays(15);

  /** What comes in less than this says nothing about an hour. */
  static final Duration LEAST = Duration.ofMinutes(15);

  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * What was inserted without what was deleted; where nothing counts those, by the number of rows.
   * What was counted between the last run and a reset of the statistics is lost, so that samples of
   * before say nothing.
   */
  Optional<Change> over(Duration wanted) {
    if (size.inserted().isEmpty()) {
      return Change.of(size.rows(), counted(), context.now(), wanted, LEAST);
    }
    double inserted = size.inserted().getAsDouble();
    double deleted = size.deleted().getAsDouble();
    List<Sample> insertions = context.past(GrowthCheck.INSERTED, context.now().minus(MEMORY));
    List<Sample> deletions = context.past(GrowthCheck.DELETED, context.now().minus(MEMORY));
    Instant one = lastReset(insertions, inserted, context.now());
    Instant other = lastReset(deletions, deleted, context.now());
    Instant reset = one.isAfter(other) ? one : other;
    return Change.of(inserted, since(reset, insertions), context.now(), wanted, LEAST)
        .flatMap(
            in ->
                Change.of(deleted, since(reset, deletions), context.now(), wanted, LEAST)
                    .map(out -> new Change(in.by() - out.by(), in.over())));
  }

  /** The rows of runs that counted them: what statistics say of them is another number. */
  private List<Sample> counted() {
    Instant since = context.now().minus(MEMORY);
    Set<Instant> estimated =
        context.past(GrowthCheck.INSERTED, since).stream()
            .map(Sample::at)
            .collect(Collectors.toSet());
    return context.past(GrowthCheck.ROWS, since).stream()
        .filter(sample -> !estimated.contains(sample.at()))
        .toList();
  }

  /** When a number that only rises was last seen below what it was; the epoch if never. */
  private static Instant lastReset(List<Sample> past, double value, Instant now) {
    Instant reset = Instant.EPOCH;
    double before = 0;
    for (Sample sample : past) {
      reset = sample.value() < before ? sample.at() : reset;
      before = sample.value();
    }
    return value < before ? now : reset;
  }

  private static List<Sample> since(Instant time, List<Sample> past) {
    return past.stream().filter(sample -> !sample.at().isBefore(time)).toList();
  }

  /**
   * Rows that went without being deleted one by one: TRUNCATE and the drop of a part are counted as
   * no deletion. Statistics are only nearly right, so that a few fewer say nothing.
   */
  String fewer(Optional<Change> growth) {
    double told = growth.map(Change::by).orElse(0.0);
    return Change.of(
            size.rows(),
            context.past(GrowthCheck.ROWS, context.now().minus(MEMORY)),
            context.now(),
            HOUR,
            LEAST)
        .filter(change -> size.inserted().isPresent())
        .filter(change -> change.by() < 0 && change.by() < 2 * Math.min(told, 0))
        .filter(change -> -change.by() > (size.rows() - change.by()) / 10)
        .map(
            change ->
                ", %s fewer than %s ago"
                    .formatted(Numbers.text(-change.by()), Durations.text(change.over())))
        .orElse("");
  }
}
