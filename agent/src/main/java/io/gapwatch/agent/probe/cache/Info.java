package io.gapwatch.agent.probe.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The answer to {@code INFO}: lines {@code name:value}. Servers differ in what they tell. */
record Info(Map<String, String> values) {

  static Info parse(String text) {
    Map<String, String> values = new HashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                values.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    return new Info(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  OptionalLong number(String name) {
    return text(name).filter(value -> value.matches("-?\\d{1,18}")).stream()
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** Whether it has this value. */
  boolean is(String name, String value) {
    return value.equals(values.get(name));
  }

  /** The lines {@code slave0:ip=…,lag=…}. */
  Stream<String> replicas() {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().matches("slave\\d+"))
        .map(Map.Entry::getValue);
  }
}
