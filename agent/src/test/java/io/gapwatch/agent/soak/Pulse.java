package io.gapwatch.agent.soak;

import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.demo.Ping.Signal;
import io.gapwatch.agent.soak.Fate.Stage;
import java.util.ArrayList;
import java.util.List;

/** What the dead-man's switch must have heard of each run. */
final class Pulse {
  private final List<String> faults = new ArrayList<>();
  private int endings;

  /**
   * @param bad whether people have still to be told of something, or nobody knows how something
   *     ended
   */
  void observe(Truth truth, Outcome outcome, boolean bad) {
    List<Ping> ends =
        outcome.pings().stream().filter(ping -> ping.signal() != Signal.START).toList();
    int starts = outcome.pings().size() - ends.size();
    boolean deaf =
        outcome.troubles().contains(Trouble.NO_PING_URL)
            || outcome.troubles().contains(Trouble.SWITCH_DOWN);
    boolean begun = outcome.met().filter(Stage.STARTING::equals).isEmpty();
    boolean startMayFail = outcome.troubles().contains(Trouble.SWITCH_FLAKY);
    int startsDue = deaf || !begun || startMayFail ? 0 : 1;
    int endsDue = deaf || outcome.killed() ? 0 : 1;
    endings += endsDue;
    if (starts != startsDue || ends.size() != endsDue) {
      faults.add(outcome.job() + " at " + outcome.time() + ": pings " + outcome.pings());
      return;
    }
    Signal due = (bad || broken(truth, outcome)) ? Signal.FAIL : Signal.SUCCESS;
    boolean paired = outcome.pings().stream().map(Ping::rid).distinct().count() <= 1;
    if (!paired || ends.stream().anyMatch(ping -> ping.signal() != due)) {
      faults.add(
          "%s at %s (clock %s): not %s as due: %s; %s; %s"
              .formatted(outcome.job(), outcome.time(), outcome.wall(), due, truth, outcome, bad));
    }
  }

  private static boolean broken(Truth truth, Outcome outcome) {
    return truth.grave()
        || outcome.met().isPresent()
        || outcome.troubles().contains(Trouble.NO_TOKEN)
        || (outcome.phoneFails() && outcome.requests() > 0);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  int endings() {
    return endings;
  }
}
