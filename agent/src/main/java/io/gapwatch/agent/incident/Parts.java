package io.gapwatch.agent.incident;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gapwatch.agent.finding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What is one incident to people: the ranges of one check that the same run opened have one cause.
 * Each part keeps its own place, proof and ending; people acknowledge and look at them as one. Any
 * other incident is its own only part.
 *
 * @param all at least one, oldest first
 */
public record Parts(List<Incident> all) {

  public Parts {
    all = List.copyOf(all);
  }

  /** These incidents, those of one cause together, in the order of their first parts. */
  public static List<Parts> of(List<Incident> incidents) {
    return incidents.stream()
        .sorted(Comparator.comparing(Incident::id))
        .collect(groupingBy(Cause::of, LinkedHashMap::new, collectingAndThen(toList(), Parts::new)))
        .values()
        .stream()
        .toList();
  }

  /** The same: what is not over by how bad it is, then what is over. */
  public static List<Parts> openFirst(List<Incident> incidents) {
    return of(incidents).stream()
        .sorted(
            Comparator.comparing(Parts::isOver)
                .thenComparing(
                    parts -> parts.isOver() ? 0 : Status.of(parts.worst().severity()).rank()))
        .toList();
  }

  private boolean isOver() {
    return all.stream().allMatch(part -> part.state().isOver());
  }

  private record Cause(String job, String check, Instant began, State state, String id) {
    static Cause of(Incident one) {
      Instant opened = one.openedAt().orElse(one.firstSeen());
      State state = one.openedAt().isPresent() ? State.OPEN : one.state();
      String id = one.finding().place().range() ? "" : one.id();
      return new Cause(one.job(), one.finding().checkId(), opened, state, id);
    }
  }

  /** Whether they have one cause. */
  public static boolean ofOneCause(Incident one, Incident other) {
    return Cause.of(one).equals(Cause.of(other));
  }

  /** The part that lends them its id. */
  public Incident first() {
    return all.get(0);
  }

  /** Who acknowledged them; empty as long as one that is not over waits for somebody. */
  public Optional<String> acknowledgedBy() {
    List<Incident> active = all.stream().filter(part -> !part.state().isOver()).toList();
    return active.stream().allMatch(part -> part.acknowledgedBy().isPresent())
        ? active.stream().findFirst().flatMap(Incident::acknowledgedBy)
        : Optional.empty();
  }

  public boolean several() {
    return all.size() > 1;
  }

  /** The worst of those that are not over, or of all when all are. */
  public Incident worst() {
    return all.stream()
        .max(
            Comparator.comparing((Incident one) -> !one.state().isOver())
                .thenComparing(Incident::severity))
        .orElseThrow();
  }

  public Instant began() {
    return all.stream().map(Incident::began).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** From the beginning of the first to the end of the last. */
  public Duration lasted(Instant now) {
    Instant end =
        all.stream()
            .map(one -> one.resolvedAt().orElse(now))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return end.isBefore(began()) ? Duration.ZERO : Duration.between(began(), end);
  }
}
