package io.gapwatch.agent.history;

import io.gapwatch.agent.finding.CheckResult;
import java.util.List;
import java.util.Optional;

/** What a probe wanted to be told at the next run, such as how far it has scanned. */
public final class ProbeMemory {
  private final Database database;

  ProbeMemory(Database database) {
    this.database = database;
  }

  public Optional<String> of(String checkId) {
    return database.first(
        "SELECT memory FROM memory WHERE check_id = ?", row -> row.text("memory"), checkId);
  }

  /** A result without memory, as of a probe that failed, leaves the earlier one. */
  void keep(List<CheckResult> results) {
    for (CheckResult result : results) {
      result.memory().ifPresent(memory -> keep(result.id(), memory));
    }
  }

  private void keep(String checkId, String memory) {
    database.update(
        """
        INSERT INTO memory (check_id, memory) VALUES (?, ?)
        ON CONFLICT (check_id) DO UPDATE SET memory = excluded.memory
        """,
        checkId,
        memory);
  }
}
