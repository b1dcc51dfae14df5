package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.probe.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs and judges the checks of one run, one after another. A failing check never stops another.
 */
final class CheckRun {
  private static final Fact NO_PAST =
      new Fact(
          "Past",
          "none: its source or settings were changed, so what was there before is not compared");

  private final ProbeRunner probes;
  private final EarlierRuns earlier;
  private final Types types;
  private final Judge judge = new Judge();

  CheckRun(ProbeRunner probes, EarlierRuns earlier, Types types) {
    this.probes = probes;
    this.earlier = earlier;
    this.types = types;
  }

  /**
   * Runs the checks in order, parents before those that depend on them.
   *
   * @param now the run's single clock reading, by which everything is judged
   * @param left how much of the run's time is left, by the machine's clock
   * @param progress receives each result as it comes
   */
  List<CheckResult> run(
      List<CheckConfig> checks,
      Instant now,
      Supplier<Duration> left,
      Consumer<CheckResult> progress) {
    Map<String, CheckResult> results = new HashMap<>();
    for (CheckConfig check : parentsFirst(checks)) {
      CheckResult result =
          parentIsUnknown(check, results)
              .map(why -> judge.judge(describe(check), why, now))
              .orElseGet(() -> run(check, now, left.get()));
      results.put(check.id(), result);
      progress.accept(result);
    }
    return checks.stream().map(check -> Objects.requireNonNull(results.get(check.id()))).toList();
  }

  private CheckResult run(CheckConfig check, Instant now, Duration left) {
    ProbeRunner.Answer answer = probes.run(check, types.check(check.type()), now, left);
    CheckResult result =
        judge
            .judge(
                describe(check),
                answer.reading(),
                now,
                subject -> earlier.isOpen(new Fingerprint(check.id(), subject)))
            .within(answer.scope());
    return !result.scope().isEmpty() && earlier.isChanged(check.id(), result.scope())
        ? result.noting(NO_PAST)
        : result;
  }

  /** Why a check does not even run: what it depends on could not be checked. */
  private static Optional<Unavailable> parentIsUnknown(
      CheckConfig check, Map<String, CheckResult> results) {
    return check
        .dependsOn()
        .map(results::get)
        .filter(parent -> !parent.answered())
        .map(
            parent ->
                new Unavailable(
                    "skipped: it depends on " + parent.id() + ", which could not be checked",
                    "fix " + parent.id() + " first"));
  }

  private static List<CheckConfig> parentsFirst(List<CheckConfig> checks) {
    Map<String, CheckConfig> byId =
        checks.stream().collect(Collectors.toMap(CheckConfig::id, Function.identity()));
    Map<String, CheckConfig> ordered = new LinkedHashMap<>();
    for (CheckConfig check : checks) {
      Deque<CheckConfig> unplaced = new ArrayDeque<>();
      Optional<CheckConfig> next = Optional.of(check);
      // A dependency cycle ends where it meets itself; each of its checks still runs.
      while (next.isPresent()
          && !ordered.containsKey(next.get().id())
          && unplaced.size() < checks.size()) {
        unplaced.push(next.get());
        next = next.get().dependsOn().map(byId::get);
      }
      unplaced.forEach(each -> ordered.putIfAbsent(each.id(), each));
    }
    return List.copyOf(ordered.values());
  }

  private Judge.Check describe(CheckConfig check) {
    CheckType type = types.check(check.type());
    return new Judge.Check(
        check.id(), check.type(), check.source(), type.title(), type.limits(check.settings()));
  }
}
