package io.gapwatch.agent.soak;

import io.gapwatch.agent.soak.Fate.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which emergencies ring: none must when all is over that its job told of. The receipt of a run
 * that died before it noted it is known to nobody; that one rings until it expires.
 */
final class Rings {
  private final Map<String, Set<String>> ringing = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param calm whether all incidents of the job that may ring are over
   */
  void observe(Outcome outcome, boolean calm) {
    Set<String> ofJob = ringing.computeIfAbsent(outcome.job(), any -> new HashSet<>());
    if (outcome.met().filter(Stage.AFTER_SEND::equals).isEmpty()) {
      ofJob.addAll(outcome.phone().receipts());
    }
    // Another job's run may have told the end.
    ringing.values().forEach(any -> any.removeAll(outcome.phone().calledOff()));
    if (outcome.texts().stream().flatMap(String::lines).anyMatch(it -> it.startsWith("closed "))) {
      // What is only no longer looked at is not cancelled: it rings until it expires.
      ofJob.clear();
    }
    boolean tried = outcome.requests() > 0 && outcome.noted() && !outcome.phoneFails();
    if (calm && tried && !ofJob.isEmpty()) {
      faults.add(
          "%s at %s: all is over, but %s rings".formatted(outcome.job(), outcome.time(), ofJob));
    }
  }

  /** The vendor's stand-in is renewed, and knows nothing of the old one's. */
  void forget() {
    ringing.clear();
  }

  List<String> faults() {
    return List.copyOf(faults);
  }
}
