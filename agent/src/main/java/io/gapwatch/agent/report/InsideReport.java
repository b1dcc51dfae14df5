package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.report.Section.Item;
import io.gapwatch.agent.result.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The report on what runs inside a pipeline, in the sections and the order of the operators'
 * off-chain monitoring guide. Every check is in it.
 */
record InsideReport(RunResult run) {
  private static final Set<String> DATABASE = Set.of("event-rate", "growth", "participants");
  private static final Set<String> MACHINE = Set.of("memory", "swap", "load", "cpu", "disk");

  /** Whether a run is of such a job: it looks at processes, or at epochs. */
  static boolean fits(RunResult run) {
    return run.checks().stream()
        .anyMatch(check -> check.type().equals("processes") || check.type().equals("epochs"));
  }

  List<Section> sections() {
    List<CheckResult> checks = run.checks();
    Set<CheckResult> others = new LinkedHashSet<>(checks);
    List<Item> processes = new ArrayList<>();
    List<Item> database = new ArrayList<>();
    List<Section> epochs = new ArrayList<>();
    List<Item> machine = new ArrayList<>();
    for (CheckResult check : checks) {
      boolean placed = true;
      if (check.type().equals("processes")) {
        processes.addAll(new ProcessSection(check).items());
      } else if (check.type().equals("epochs")) {
        database.addAll(EpochSection.newest(check));
        epochs.add(new EpochSection(check).section());
      } else if (check.type().startsWith("db-") || DATABASE.contains(check.type())) {
        database.add(database(check));
      } else if (MACHINE.contains(check.type())) {
        machine.addAll(machine(check));
      } else {
        placed = false;
      }
      if (placed) {
        others.remove(check);
      }
    }
    AlertSection alerts = new AlertSection(checks, run.startedAt());
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of("📊", "PROCESS STATUS", processes));
    sections.add(Section.of("🗄️ ", "DATABASE HEALTH", database));
    sections.addAll(epochs);
    sections.add(Section.of("🔎", "OTHER CHECKS", others.stream().map(Item::of).toList()));
    sections.add(alerts.alerts());
    sections.add(alerts.notes());
    sections.add(Section.of("💾", "SYSTEM RESOURCES", machine));
    return sections.stream().filter(section -> !section.isEmpty()).toList();
  }

  private static Item database(CheckResult check) {
    if (check.status() == Status.OK && check.type().equals("db-reachable")) {
      return Item.marked(Status.OK, "Connected: " + check.summary());
    }
    if (check.type().equals("event-rate") && check.answered()) {
      return Item.marked(check.status(), "Events (last closed period): " + check.summary());
    }
    return Item.of(check);
  }

  /** What a check of the machine says, below a mark where it is not well. */
  private static List<Item> machine(CheckResult check) {
    List<String> facts =
        check.facts().stream()
            .map(fact -> label(check, fact.label()) + ": " + fact.text())
            .toList();
    if (check.status() == Status.OK && !facts.isEmpty()) {
      return facts.stream().map(Item::said).toList();
    }
    Item marked = Item.of(check);
    return List.of(new Item(marked.mark(), marked.head(), facts));
  }

  private static String label(CheckResult check, String label) {
    return check.type().equals("disk") ? "Disk " + label : label;
  }
}
