package io.gapwatch.agent.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A section that may be written as one word where that says it all. */
record ShortForm<T>(Kind<T> word, Kind<T> section) implements Kind<T> {

  @Override
  public Optional<T> read(Entry entry) {
    return entry.node() instanceof Node.Mapping ? section.read(entry) : word.read(entry);
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", List.of(word.schema(), section.schema()));
    return schema;
  }
}
