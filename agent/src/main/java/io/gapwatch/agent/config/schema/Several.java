package io.gapwatch.agent.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of values of one kind.
 *
 * @param least the minimum length, 0 or 1
 */
record Several<T>(Kind<T> items, int least) implements Kind<List<T>> {

  @Override
  public Optional<List<T>> read(Entry entry) {
    if (!(entry.node() instanceof Node.Sequence sequence)) {
      return entry.problem(
          entry.node() instanceof Node.Scalar
              ? "must be a list; one value alone stands in brackets as well, as in [a]"
              : "must be a list");
    }
    if (sequence.items().size() < least) {
      return entry.problemKeepingValue("must have at least one");
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      items.read(entry.item(i, sequence.items().get(i))).ifPresent(values::add);
    }
    return values.size() == sequence.items().size()
        ? Optional.of(List.copyOf(values))
        : Optional.empty();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = Schemas.list(items.schema());
    if (least > 0) {
      schema.put("minItems", least);
    }
    return schema;
  }
}
