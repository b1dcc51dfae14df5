package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.Transition;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that runs a job without end, and prints the ids of the transitions of each run after it
 * was committed. It never ends by itself.
 */
final class CommitLoop {
  private CommitLoop() {}

  /** Arguments: the state folder, a prefix for ids, when the first run begins. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    try (History history = History.open(Path.of(arguments[0]))) {
      Shift shift = new Shift(history, arguments[1], Instant.parse(arguments[2]));
      for (int i = 0; true; i++) {
        List<Transition> told = shift.run(results(i));
        out.println(String.join(" ", told.stream().map(Transition::id).toList()));
        out.flush();
        if (i % 7 == 0) {
          deliver(history, shift.now());
        }
      }
    }
  }

  /** One incident opens, one worsens or eases, and one resolves in most runs. */
  private static CheckResult[] results(int run) {
    Severity severity = run % 2 == 0 ? Severity.WARNING : Severity.CRITICAL;
    return new CheckResult[] {
      Samples.result("disk", Samples.finding("disk", severity, "/")),
      Samples.result("blocks", Samples.gap(run * 100L, run * 100L + 9))
    };
  }

  private static void deliver(History history, Instant now) {
    List<String> ids =
        history.outbox().pending(Shift.JOB, "phone").stream()
            .map(pending -> pending.transition().id())
            .toList();
    history.outbox().delivered("phone", ids, Optional.of("receipt " + now), now);
  }
}
