package io.gapwatch.agent.soak;

import io.gapwatch.agent.soak.Fate.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** All that say, from the plan and from outside, what the runs of all jobs have to be. */
final class Oracles {
  private final World world;
  private final Map<String, Reckoning> reckonings = new LinkedHashMap<>();
  private final Map<String, DueTimes> dueTimes = new LinkedHashMap<>();
  private final RollCall rollCall;
  private final Pulse pulse = new Pulse();
  private final Rings rings = new Rings();
  private final List<String> faults = new ArrayList<>();

  Oracles(Plan plan, World world) {
    this.world = world;
    this.rollCall = new RollCall(dueTimes, plan.start());
    for (String job : Station.JOBS) {
      reckonings.put(job, new Reckoning(job));
      dueTimes.put(job, DueTimes.of(job, plan));
    }
  }

  /** The machine boots. */
  void boot(Instant wall) {
    dueTimes.forEach((job, due) -> due.boot(rollCall.lastRan(job, wall).orElse(wall)));
  }

  /** The stand-ins of the vendors are new. */
  void renew() {
    rings.forget();
  }

  /** Whether a job that runs now is due, or one that does not run is not. */
  void due(String job, Instant time, Instant wall, boolean runs) {
    if (of(dueTimes, job).now(wall) != runs) {
      faults.add(
          "%s at %s (clock %s) %s".formatted(job, time, wall, runs ? "ran undue" : "was missed"));
    }
  }

  /** What a run had to see. */
  Truth observe(Outcome outcome) {
    Truth truth =
        world
            .truth(outcome.job(), outcome.time(), outcome.wall())
            .with(ofRuns(outcome.job(), outcome.wall()));
    if (outcome.met().filter(Stage.STARTING::equals).isEmpty()) {
      of(dueTimes, outcome.job()).ran(outcome.wall());
      rollCall.began(outcome);
    }
    Reckoning reckoning = of(reckonings, outcome.job());
    reckoning.observe(truth, outcome);
    outcome.others().forEach((job, log) -> of(reckonings, job).hear(outcome.sentFor(job, log)));
    pulse.observe(truth, outcome, reckoning.owes() || reckoning.gaveUp() || owesForOthers(outcome));
    rings.observe(outcome, reckoning.calm());
    outcome
        .others()
        .forEach(
            (job, log) -> rings.observe(outcome.sentFor(job, log), of(reckonings, job).calm()));
    return truth;
  }

  /** Whether it could not tell what another job owes that is not due soon. */
  private boolean owesForOthers(Outcome outcome) {
    return reckonings.entrySet().stream()
        .filter(other -> !other.getKey().equals(outcome.job()))
        .filter(other -> !of(dueTimes, other.getKey()).isSoon(outcome.wall()))
        .anyMatch(other -> other.getValue().owes());
  }

  /** What another job tells of the runs is not told again. */
  private Set<String> ofRuns(String job, Instant wall) {
    Set<String> wrong = rollCall.wrong(job, wall);
    reckonings.forEach(
        (other, reckoning) -> {
          if (!other.equals(job)) {
            wrong.removeIf(reckoning::follows);
          }
        });
    if (rollCall.future(wall)) {
      wrong.add(Truth.IN_FUTURE);
    }
    return wrong;
  }

  private static <T> T of(Map<String, T> all, String job) {
    return Objects.requireNonNull(all.get(job));
  }

  /** When the runs of a job began that its history has to know, by the machine's clock. */
  List<Instant> recorded(String job) {
    return of(dueTimes, job).recorded();
  }

  List<Reckoning> reckonings() {
    return List.copyOf(reckonings.values());
  }

  int endings() {
    return pulse.endings();
  }

  /** What went wrong; asked when all is calm, so that what is still owed is lost. */
  List<String> faults() {
    List<String> all = complaints();
    reckonings.values().forEach(one -> all.addAll(one.lost()));
    return all;
  }

  /** What went wrong so far. */
  List<String> complaints() {
    List<String> all = new ArrayList<>(faults);
    reckonings.values().forEach(one -> all.addAll(one.faults()));
    all.addAll(pulse.faults());
    all.addAll(rings.faults());
    return all;
  }
}
