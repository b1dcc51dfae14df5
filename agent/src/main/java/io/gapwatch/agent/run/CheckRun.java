package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.GapwatchException;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs and judges the checks of one run. A failing check never stops another. */
final class CheckRun {
  private static final Fact NO_PAST =
      new Fact(
          "Past",
          "none: its source or settings were changed, so what was there before is not compared");

  private final ProbeRunner probes;
  private final EarlierRuns earlier;
  private final Types types;
  private final Uplink uplink;
  private final Judge judge = new Judge();

  CheckRun(ProbeRunner probes, EarlierRuns earlier, Types types, Uplink uplink) {
    this.probes = probes;
    this.earlier = earlier;
    this.types = types;
    this.uplink = uplink;
  }

  /**
   * Runs the checks, parents before those that depend on them; a source that takes long keeps no
   * other waiting.
   *
   * @param now the run's single clock reading, by which everything is judged
   * @param left how much of the run's time is left, by the machine's clock
   * @param progress receives each result as it comes, in the order of the checks
   */
  List<CheckResult> run(
      List<CheckConfig> checks,
      Instant now,
      Supplier<Duration> left,
      Consumer<CheckResult> progress) {
    List<CheckConfig> ordered = parentsFirst(checks);
    Set<String> asked = ConcurrentHashMap.newKeySet();
    Lanes lanes =
        new Lanes(
            ordered,
            (check, parent) -> {
              Optional<String> because = explanation(parent);
              if (because.isPresent()) {
                return skipped(check, because.get(), now);
              }
              if (asked.add(check.source())) {
                probes.askAhead(together(check, checks), types, now, left.get());
              }
              return explained(check, run(check, now, left.get()), checks, now);
            });
    Map<String, CheckResult> results = new HashMap<>();
    try {
      for (CheckConfig check : ordered) {
        CheckResult result = lanes.of(check);
        if (result.skippedFor().filter(Uplink.ID::equals).isPresent()) {
          uplink.folds(check.id());
        }
        results.put(check.id(), result);
        progress.accept(result);
      }
    } finally {
      lanes.stop();
    }
    Optional<CheckResult> ofUplink = uplink.result(earlier);
    ofUplink.ifPresent(progress);
    return Stream.concat(
            checks.stream().map(check -> Objects.requireNonNull(results.get(check.id()))),
            ofUplink.stream())
        .toList();
  }

  /**
   * What is asked of the source of this check whatever other sources say: itself, and what depends
   * on nothing else.
   */
  private static List<CheckConfig> together(CheckConfig first, List<CheckConfig> checks) {
    Set<String> ids =
        checks.stream()
            .filter(check -> check.source().equals(first.source()))
            .map(CheckConfig::id)
            .collect(Collectors.toSet());
    return checks.stream()
        .filter(check -> ids.contains(check.id()))
        .filter(
            check ->
                check.id().equals(first.id())
                    || check.dependsOn().filter(id -> !ids.contains(id)).isEmpty())
        .toList();
  }

  /** What fails beside the probe is the fault of this check alone, too; the history has its own. */
  private CheckResult run(CheckConfig check, Instant now, Duration left) {
    try {
      return judged(check, now, left);
    } catch (GapwatchException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      return judge.judge(describe(check), ProbeRunner.unavailable(e), now);
    }
  }

  private CheckResult judged(CheckConfig check, Instant now, Duration left) {
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

  /** Why a check does not even run: what it depends on did not answer. */
  private static Optional<String> explanation(Optional<CheckResult> parent) {
    return parent
        .flatMap(CheckResult::skippedFor)
        .or(() -> parent.filter(CheckResult::explainsOthers).map(CheckResult::id));
  }

  private CheckResult skipped(CheckConfig check, String because, Instant now) {
    Unavailable why =
        new Unavailable(
            "not asked: it depends on " + because + ", which did not answer",
            "see " + because + " first");
    return judge.judge(describe(check), why, now).skippedFor(because);
  }

  /** Names what is not asked because of this result; and it is the network's, if that is down. */
  private CheckResult explained(
      CheckConfig check, CheckResult result, List<CheckConfig> checks, Instant now) {
    if (!result.explainsOthers()) {
      return result;
    }
    if (uplink.explains(result)) {
      Unavailable why =
          new Unavailable(
              result.summary() + "; this machine's network is down", "see uplink first");
      return judge.judge(describe(check), why, now).skippedFor(Uplink.ID);
    }
    List<String> followers = followers(result.id(), checks);
    return followers.isEmpty() ? result : result.skipping(followers);
  }

  /** Those that depend on a check, and those that depend on them, in the order of the file. */
  private static List<String> followers(String parent, List<CheckConfig> checks) {
    Set<String> all = new HashSet<>(Set.of(parent));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (CheckConfig check : checks) {
        grew |= check.dependsOn().filter(all::contains).isPresent() && all.add(check.id());
      }
    }
    return checks.stream()
        .map(CheckConfig::id)
        .filter(id -> !id.equals(parent) && all.contains(id))
        .toList();
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
