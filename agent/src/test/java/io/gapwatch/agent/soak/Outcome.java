package io.gapwatch.agent.soak;

import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.soak.Fate.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What could be seen of one run from outside.
 *
 * @param time when it was, truly
 * @param wall when it was by the machine's clock
 * @param met where it was killed or crashed
 * @param phone what it sent for its own job; counts all requests
 * @param others what it sent for other jobs, by their names
 * @param pings what the dead-man's switch took
 */
record Outcome(
    String job,
    Instant time,
    Instant wall,
    Set<Trouble> troubles,
    Optional<Stage> met,
    PhoneLog phone,
    Map<String, PhoneLog> others,
    List<Ping> pings) {

  Outcome {
    others = Map.copyOf(others);
  }

  /** Of a run that sent nothing for other jobs. */
  Outcome(
      String job,
      Instant time,
      Instant wall,
      Set<Trouble> troubles,
      Optional<Stage> met,
      PhoneLog phone,
      List<Ping> pings) {
    this(job, time, wall, troubles, met, phone, Map.of(), pings);
  }

  /** The same run, as that other job's, for which it sent this. */
  Outcome sentFor(String other, PhoneLog sent) {
    return new Outcome(other, time, wall, troubles, met, sent, pings);
  }

  List<String> texts() {
    return phone.texts();
  }

  int requests() {
    return phone.requests();
  }

  /** Whether what it saw is on disk. */
  boolean committed() {
    return met.filter(
            stage -> stage == Stage.STARTING || stage == Stage.ASKING || stage == Stage.CRASH)
        .isEmpty();
  }

  /** Whether what became of its messages is on disk. */
  boolean noted() {
    return met.filter(stage -> stage == Stage.BEFORE_SEND || stage == Stage.AFTER_SEND).isEmpty();
  }

  boolean killed() {
    return met.filter(stage -> stage != Stage.CRASH).isPresent();
  }

  boolean phoneFails() {
    return troubles.stream().anyMatch(Trouble::ofPhone);
  }
}
