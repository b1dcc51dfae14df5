package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.history.Histories;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The runs that a wrong clock dated after a moment: looked at, then deleted. */
public final class FutureRuns implements AutoCloseable {
  private final History history;
  private final Instant after;
  private final List<Run> runs;

  private FutureRuns(History history, Instant after) {
    this.history = history;
    this.after = after;
    this.runs = history.runs().after(after);
  }

  /**
   * Those of this configuration's history.
   *
   * @throws GapwatchException if the run that was stored last is one of them, for then the clock
   *     may be wrong now
   */
  public static FutureRuns after(Instant moment, Config config) {
    FutureRuns found = new FutureRuns(Histories.open(config), moment);
    try {
      found.refuseTheWitness();
      return found;
    } catch (RuntimeException e) {
      found.close();
      throw e;
    }
  }

  private void refuseTheWitness() {
    history
        .runs()
        .newest()
        .filter(run -> run.startedAt().isAfter(after))
        .ifPresent(
            run -> {
              throw new GapwatchException(
                  "nothing was changed: the run that was stored last, of %s, is one of them, so the clock may be wrong now; compare date -u with another machine, set the clock right, run a job, and try again"
                      .formatted(run.job()));
            });
  }

  public boolean isEmpty() {
    return runs.isEmpty();
  }

  /** How many of which jobs, and when, in one line; not for none. */
  public String summary() {
    return "%s of %s, dated %s to %s"
        .formatted(
            Numbers.count(runs.size(), "run"),
            runs.stream().map(Run::job).distinct().sorted().collect(Collectors.joining(", ")),
            Times.dateAndTime(runs.get(0).startedAt()),
            Times.dateAndTime(runs.get(runs.size() - 1).startedAt()));
  }

  /** Deletes them and what they measured, and returns how many. */
  public int forget() {
    return history.forgetAfter(after);
  }

  @Override
  public void close() {
    history.close();
  }
}
