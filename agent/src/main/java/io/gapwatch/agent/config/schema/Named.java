package io.gapwatch.agent.config.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values by name, in the order of the file.
 *
 * @param pattern what a name must match
 * @param rule the same for people
 */
public record Named<T>(Kind<T> values, String pattern, String rule)
    implements Kind<Map<String, T>> {
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  public static final String RULE =
      "a name of letters, digits, dots, dashes, underscores, at most 100 of them";

  @Override
  public Optional<Map<String, T>> read(Entry entry) {
    if (!(entry.node() instanceof Node.Mapping mapping)) {
      // A header in one line, say.
      return values instanceof SecretKind
          ? entry.problemKeepingValue("must be a mapping of names")
          : entry.problem("must be a mapping of names");
    }
    Map<String, T> read = new LinkedHashMap<>();
    for (Node.Entry given : mapping.entries()) {
      Entry child =
          given.key().matches(pattern)
              ? entry.child(given.key(), given.value())
              : entry.unknown(given.key(), given.value());
      if (!given.key().matches(pattern)) {
        child.problemKeepingValue("must have " + rule);
      }
      values.read(child).ifPresent(value -> read.put(given.key(), value));
    }
    return read.size() == mapping.entries().size()
        ? Optional.of(Collections.unmodifiableMap(read))
        : Optional.empty();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("propertyNames", Map.of("pattern", "^" + pattern + "$"));
    schema.put("additionalProperties", values.schema());
    return schema;
  }
}
