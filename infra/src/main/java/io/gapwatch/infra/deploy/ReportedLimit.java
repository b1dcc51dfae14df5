package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.tenancy.Tenancy;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A limit that a refusal names.
 *
 * @param name as in {@code standard-a1-core-regional-count} and {@code vcn-count}
 */
record ReportedLimit(String name) {
  private static final Pattern REFUSAL =
      Pattern.compile(".*(?:LimitExceeded|QuotaExceeded|limits were exceeded).*");
  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:standard-a1-[a-z0-9-]+|[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:count|gb))\\b");

  /** What a refusal of the VM can be about that names no limit. */
  static final List<ReportedLimit> OF_THE_VM =
      Stream.of(
              "standard-a1-core-count",
              "standard-a1-core-regional-count",
              "standard-a1-memory-count",
              "standard-a1-memory-regional-count")
          .map(ReportedLimit::new)
          .toList();

  /** Those that the refusals in what the engine printed name. */
  static List<ReportedLimit> in(String output) {
    return REFUSAL
        .matcher(output)
        .results()
        .map(MatchResult::group)
        .flatMap(ReportedLimit::names)
        .distinct()
        .map(ReportedLimit::new)
        .toList();
  }

  private static Stream<String> names(String line) {
    return NAME.matcher(line).results().map(MatchResult::group);
  }

  boolean isOfA1() {
    return name.startsWith("standard-a1-");
  }

  /** What the limits service calls so; empty where it knows no such limit. */
  Optional<Tenancy.Limit> known(Tenancy account) {
    return isOfA1()
        ? Optional.of(new Tenancy.Limit("compute", name, !name.contains("regional")))
        : account.limit(name);
  }

  /** In words, if so little is left that the refusal is right. */
  Optional<String> proof(Tenancy.Left left, Machine wanted) {
    int needed = needed(wanted);
    if (left.available().isPresent() && left.available().getAsLong() < needed) {
      return Optional.of(
          "%s has %d left of what it allows, %d are used"
              .formatted(name, left.available().getAsLong(), left.used()));
    }
    if (left.quota().isPresent() && left.used() + needed > left.quota().getAsLong()) {
      return Optional.of(
          "%s has a quota of %d, and %d are used"
              .formatted(name, left.quota().getAsLong(), left.used()));
    }
    return Optional.empty();
  }

  private int needed(Machine wanted) {
    if (name.contains("memory")) {
      return wanted.memoryGbs();
    }
    if (name.endsWith("-gb")) {
      return wanted.bootVolumeGbs();
    }
    return isOfA1() ? wanted.ocpus() : 1;
  }
}
