package io.gapwatch.agent.probe.epochs;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a number in the history is of, where that is more than a group: {@code milo/1763172000}. No
 * two of different parts are written alike, whatever is in their names.
 */
record Subject(List<String> parts) {
  private static final String BETWEEN = "/";

  Subject {
    parts = List.copyOf(parts);
  }

  static Subject of(String... parts) {
    return new Subject(List.of(parts));
  }

  /** A group in a period. */
  static Subject of(String group, Instant period) {
    return of(group, Long.toString(period.getEpochSecond()));
  }

  static Subject read(String text) {
    return new Subject(
        Arrays.stream(text.split(BETWEEN, -1))
            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
            .toList());
  }

  String text() {
    return parts.stream()
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
        .collect(Collectors.joining(BETWEEN));
  }
}
