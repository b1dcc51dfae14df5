package io.gapwatch.agent.summary;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.history.Actions.Action;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.history.Series;
import io.gapwatch.agent.report.Criterion;
import io.gapwatch.agent.report.Criterion.Met;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The success criteria of the overnight standing orders. One bad sample disproves one; only all
 * runs that were due prove it, each of which measured it.
 *
 * @param upkeep what upkeep did in that time: its restarts are none
 */
record Criteria(List<JobView> jobs, List<Action> upkeep) {
  private static final double TWO_HOURS = 7_200;
  private static final double GROWTH = 100_000;
  private static final double MEMORY = 500e6;

  /**
   * What a number must be.
   *
   * @param most it may be this, and not more
   * @param comesAndGoes whether a part may be measured in some runs only: an app that may be
   *     stopped has no memory then; whether it should run is another criterion
   */
  private record Rule(
      String checkType, String metric, double most, Unit unit, boolean comesAndGoes) {
    Rule(String checkType, String metric, double most, Unit unit) {
      this(checkType, metric, most, unit, false);
    }
  }

  List<Criterion> overnight() {
    return List.of(
        criterion("all services online", List.of(new Rule("processes", "offline", 0, Unit.COUNT))),
        criterion(
            "new epochs sealed every hour",
            List.of(
                new Rule("epochs", "age", TWO_HOURS, Unit.SECONDS),
                new Rule("epochs", "missing", 0, Unit.COUNT))),
        criterion(
            "growth under 100k rows per hour",
            List.of(new Rule("growth", "rowsPerHour", GROWTH, Unit.COUNT))),
        criterion(
            "memory under 500MB per service",
            List.of(new Rule("processes", "memory", MEMORY, Unit.BYTES, true))),
        restarts());
  }

  private Criterion criterion(String text, List<Rule> rules) {
    List<String> unknown = new ArrayList<>();
    List<String> proven = new ArrayList<>();
    for (Rule rule : rules) {
      Optional<String> broken = broken(rule);
      if (broken.isPresent()) {
        return new Criterion(text, Met.NOT_MET, broken.get());
      }
      unproven(rule).ifPresent(unknown::add);
      highest(rule).ifPresent(proven::add);
    }
    return unknown.isEmpty()
        ? new Criterion(text, Met.MET, String.join(", ", proven))
        : new Criterion(text, Met.UNKNOWN, unknown.get(0));
  }

  private record Seen(String name, Sample sample) {}

  private List<Seen> seen(Rule rule) {
    List<Seen> all = new ArrayList<>();
    for (JobView job : jobs) {
      for (CheckConfig check : job.checks(rule.checkType())) {
        JobView.of(job.series(), check, rule.metric())
            .forEach(
                series -> series.samples().forEach(each -> all.add(new Seen(series.name(), each))));
      }
    }
    return all;
  }

  private Optional<String> broken(Rule rule) {
    return seen(rule).stream()
        .filter(each -> each.sample().value() > rule.most())
        .max(Comparator.comparingDouble(each -> each.sample().value()))
        .map(
            each ->
                "%s was %s at %s"
                    .formatted(
                        each.name(),
                        rule.unit().text(each.sample().value()),
                        Times.dateAndTime(each.sample().at())));
  }

  private Optional<String> highest(Rule rule) {
    return seen(rule).stream()
        .max(Comparator.comparingDouble(each -> each.sample().value()))
        .map(
            each ->
                "%s at most %s".formatted(rule.metric(), rule.unit().text(each.sample().value())));
  }

  /** Why what was seen does not prove it. */
  private Optional<String> unproven(Rule rule) {
    int checks = 0;
    for (JobView job : jobs) {
      for (CheckConfig check : job.checks(rule.checkType())) {
        checks++;
        if (!job.whole()) {
          return Optional.of("not all runs are known: " + job.words());
        }
        Optional<String> unknown =
            Optional.ofNullable(job.unknown().get(check.id()))
                .or(() -> unmeasured(rule, job, check));
        if (unknown.isPresent()) {
          return unknown;
        }
      }
    }
    return checks == 0
        ? Optional.of("none of the jobs has a check of type " + rule.checkType())
        : Optional.empty();
  }

  /** One part that was measured proves nothing of another. */
  private static Optional<String> unmeasured(Rule rule, JobView job, CheckConfig check) {
    Map<String, Set<Instant>> measured = new LinkedHashMap<>();
    JobView.of(job.series(), check, rule.metric())
        .forEach(
            series ->
                series
                    .samples()
                    .forEach(
                        each ->
                            measured
                                .computeIfAbsent(series.name(), name -> new HashSet<>())
                                .add(each.at())));
    if (rule.comesAndGoes()) {
      measured.replaceAll((name, times) -> new HashSet<>(all(measured)));
    }
    if (measured.isEmpty()) {
      measured.put(rule.metric(), Set.of());
    }
    return measured.entrySet().stream()
        .filter(each -> each.getValue().size() < job.ended())
        .findFirst()
        .map(
            each ->
                "%d of %s did not measure %s of %s"
                    .formatted(
                        job.ended() - each.getValue().size(),
                        Numbers.count(job.ended(), "run"),
                        each.getKey(),
                        check.id()));
  }

  private static Set<Instant> all(Map<String, Set<Instant>> measured) {
    return measured.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  private Criterion restarts() {
    String text = "no service restarts";
    Rule rule = new Rule("processes", "restartCount", Double.POSITIVE_INFINITY, Unit.COUNT, true);
    List<String> restarted = new ArrayList<>();
    long ours = 0;
    for (JobView job : jobs) {
      for (CheckConfig check : job.checks(rule.checkType())) {
        for (Series each : JobView.of(job.since(), check, rule.metric()).toList()) {
          String name = each.name().substring(rule.metric().length() + 1).replaceAll("#\\d+$", "");
          long own = own(name, each);
          long increase = Math.max(0, increase(each.samples()) - own);
          ours += own;
          if (increase > 0) {
            restarted.add(name + " " + Numbers.count(increase, "time"));
          }
        }
      }
    }
    if (!restarted.isEmpty()) {
      return new Criterion(text, Met.NOT_MET, "restarted: " + String.join(", ", restarted));
    }
    String byUs = ours == 0 ? "none" : "none but " + ours + " by upkeep";
    return unproven(rule)
        .map(why -> new Criterion(text, Met.UNKNOWN, why))
        .orElseGet(() -> new Criterion(text, Met.MET, byUs));
  }

  private long own(String name, Series series) {
    return upkeep.stream()
        .filter(each -> each.type().equals("restart") && each.subject().equals(name))
        .filter(each -> each.startedAt().isAfter(series.samples().get(0).at()))
        // Of one that was killed it is not known whether it came to the restart.
        .filter(each -> each.ending().isPresent())
        // The next run may have taken it up again.
        .map(each -> each.before().isEmpty() ? each.startedAt().toString() : each.before())
        .distinct()
        .count();
  }

  /** A count that fell was reset: what it shows has come since then. */
  private static long increase(List<Sample> counts) {
    double sum = 0;
    for (int i = 1; i < counts.size(); i++) {
      double before = counts.get(i - 1).value();
      double after = counts.get(i).value();
      sum += after < before ? after : after - before;
    }
    return Math.round(sum);
  }
}
