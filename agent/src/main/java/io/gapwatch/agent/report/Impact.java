package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.text.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The questions of the escalation form about what an incident does, answered from the last run.
 * What the job does not watch is not asked.
 */
record Impact(List<CheckResult> checks) {
  private static final Set<String> COLLECTION = Set.of("event-rate", "staleness", "gaps");

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (CheckResult check : checks) {
      lines.add("- %s: %s, %s".formatted(check.id(), check.status().word(), summary(check)));
    }
    if (checks.isEmpty()) {
      lines.add("- Checks of the last run: [unknown]");
    }
    ask(lines, COLLECTION, "Is data collection stopped?", "no", "it may be");
    ask(lines, Set.of("epochs"), "Are new epochs being sealed?", "yes", "not all");
    if (checks.stream().anyMatch(check -> check.measured().containsKey("backlog"))) {
      lines.add("- Are claims affected? [yes/no]");
    }
    lines.add("- How many users impacted? [number]");
    return lines;
  }

  private void ask(
      List<String> lines, Set<String> types, String question, String good, String bad) {
    List<CheckResult> about = checks.stream().filter(one -> types.contains(one.type())).toList();
    if (about.isEmpty()) {
      return;
    }
    CheckResult worst =
        about.stream()
            .filter(
                one ->
                    one.status() == Status.worst(about.stream().map(CheckResult::status).toList()))
            .findFirst()
            .orElse(about.get(0));
    String answer =
        switch (worst.status()) {
          case OK -> good;
          case WARNING, CRITICAL -> bad;
          case UNKNOWN -> "unknown";
        };
    lines.add("- %s %s (%s: %s)".formatted(question, answer, worst.id(), summary(worst)));
  }

  private static String summary(CheckResult check) {
    return Lines.oneLine(check.summary());
  }
}
