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

  /** What is left of it; empty where the limits service knows no such limit. */
  Optional<Tenancy.Left> left(Tenancy account, String compartmentId, int domain) {
    Optional<Tenancy.Limit> limit =
        isOfA1()
            ? Optional.of(new Tenancy.Limit("compute", name, !name.contains("regional")))
            : account.limit(name);
    return limit.map(
        found ->
            account.left(
                found,
                compartmentId,
                found.ofDomain() ? domain(account, domain) : Optional.empty()));
  }

  private static Optional<String> domain(Tenancy account, int number) {
    List<String> domains = account.availabilityDomains();
    return number <= domains.size() ? Optional.of(domains.get(number - 1)) : Optional.empty();
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
