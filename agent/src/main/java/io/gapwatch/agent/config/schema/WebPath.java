package io.gapwatch.agent.config.schema;

import java.util.Map;
import java.util.Optional;

/**
 * A path on a server, and perhaps a query, as {@code /health?deep=1}. A wrong one is never quoted,
 * because a part of it may be a token.
 */
public record WebPath() implements Kind<String> {
  private static final int LONGEST = 1000;

  @Override
  public Optional<String> read(Entry entry) {
    return entry
        .text()
        .flatMap(
            text -> {
              Optional<String> fault =
                  text.length() > LONGEST
                      ? Optional.of("it has more than %,d characters".formatted(LONGEST))
                      : WebAddressText.pathFault(text);
              return fault.isPresent()
                  ? entry.problemKeepingValue("must be a path such as /health; " + fault.get())
                  : Optional.of(WebAddressText.asciiPath(text));
            });
  }

  @Override
  public Map<String, Object> schema() {
    return Schemas.text("/[^\\s#]*");
  }
}
