package io.gapwatch.infra.deploy;

import com.pulumi.automation.OperationType;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many resources were created, updated, replaced, deleted or left as they are. */
public record Changes(Map<String, Integer> counts) {
  public Changes {
    counts = Map.copyOf(counts);
  }

  static Changes of(Map<OperationType, Integer> summary) {
    Map<String, Integer> counts = new TreeMap<>();
    summary.forEach((type, count) -> counts.put(word(type), count));
    // The program reads its own outputs, which changes nothing.
    counts.keySet().removeIf(kind -> kind.startsWith("read"));
    return new Changes(counts);
  }

  private static String word(OperationType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The count of one kind of change, named as the engine does: {@code create}, {@code same}. */
  public int of(String kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** Whether everything was already as the program says. */
  public boolean isNone() {
    return counts.keySet().stream().allMatch("same"::equals);
  }
}
