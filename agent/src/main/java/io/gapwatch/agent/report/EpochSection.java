package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.report.Section.Item;
import io.gapwatch.agent.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last ten epochs, and which one is going on. */
record EpochSection(CheckResult check) {
  private static final List<String> COLUMNS =
      List.of("Epoch", "Channel", "Participants", "Sealed", "Published");

  Section section() {
    List<Item> clock =
        check.facts().stream()
            .filter(fact -> fact.label().endsWith("epoch") && !fact.label().startsWith("Newest"))
            .map(fact -> Item.said(fact.label() + ": " + fact.text()))
            .toList();
    List<List<String>> rows =
        check.measured().get("recent") instanceof List<?> lines
            ? lines.stream().map(EpochSection::row).toList()
            : List.of();
    return rows.isEmpty() && clock.isEmpty()
        ? Section.of("", "", List.of())
        : new Section("📈", "RECENT EPOCHS", clock, COLUMNS, rows);
  }

  /** The newest epoch of each group, for the health of the database. */
  static List<Item> newest(CheckResult check) {
    List<Item> items = new ArrayList<>();
    check.facts().stream()
        .filter(fact -> fact.label().startsWith("Newest epoch"))
        .map(EpochSection::latest)
        .forEach(items::add);
    return items.isEmpty() ? List.of(Item.of(check)) : items;
  }

  private static Item latest(Fact fact) {
    return Item.said(fact.label().replaceFirst("Newest", "Latest") + ": " + fact.text());
  }

  private static List<String> row(Object line) {
    Map<?, ?> epoch = line instanceof Map<?, ?> map ? map : Map.of();
    return List.of(
        text(epoch, "epoch"),
        channel(epoch),
        text(epoch, "participants"),
        text(epoch, "sealedAt").replace("T", " ").replace("Z", ""),
        published(epoch));
  }

  /** {@code MILO jasontheween +11}: the largest one, and how many more there are. */
  private static String channel(Map<?, ?> epoch) {
    long channels = number(epoch, "channels");
    Object largest = epoch.get("largest");
    String which =
        largest == null || String.valueOf(largest).isEmpty()
            ? Numbers.count(channels, "channel")
            : largest + (channels > 1 ? " +" + (channels - 1) : "");
    return (text(epoch, "group").replace("-", "") + " " + which).strip();
  }

  /** No tick for a part. */
  private static String published(Map<?, ?> epoch) {
    long published = number(epoch, "published");
    long channels = number(epoch, "channels");
    if (published == 0) {
      return "no";
    }
    return published >= channels ? "✅" : "%d of %d".formatted(published, channels);
  }

  private static long number(Map<?, ?> epoch, String name) {
    return epoch.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static String text(Map<?, ?> epoch, String name) {
    Object value = epoch.get(name);
    return value == null || String.valueOf(value).isEmpty() ? "-" : String.valueOf(value);
  }
}
