package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import java.util.List;

/**
 * A part of the report on what runs inside a pipeline.
 *
 * @param icon before its title, where the format has room for one
 * @param columns of its table; empty for no table
 */
record Section(
    String icon, String title, List<Item> items, List<String> columns, List<List<String>> rows) {
  Section {
    items = List.copyOf(items);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  static Section of(String icon, String title, List<Item> items) {
    return new Section(icon, title, items, List.of(), List.of());
  }

  boolean isEmpty() {
    return items.isEmpty() && rows.isEmpty();
  }

  /**
   * One thing.
   *
   * @param mark its health; empty for what is only said
   * @param lines more about it
   */
  record Item(String mark, String head, List<String> lines) {
    Item {
      lines = List.copyOf(lines);
    }

    static Item said(String text) {
      return new Item("", text, List.of());
    }

    static Item marked(Status status, String text) {
      return new Item(Style.mark(status), text, List.of());
    }

    /** A check in one line. */
    static Item of(CheckResult check) {
      return marked(check.status(), check.id() + ": " + check.summary());
    }
  }
}
