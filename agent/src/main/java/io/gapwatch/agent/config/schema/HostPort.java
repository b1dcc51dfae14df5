package io.gapwatch.agent.config.schema;

import java.util.Map;
import java.util.Optional;

/**
 * A host and a port, as {@code 1.1.1.1:443} or {@code [::1]:443}.
 *
 * @param example one that the key takes, for people
 * @param anyPort whether the port may be 0, which takes a free one
 */
public record HostPort(String example, boolean anyPort) implements Kind<String> {
  private static final int LONGEST = 300;
  private static final String PATTERN = "([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}";

  /** An address to connect to. */
  public static HostPort remote(String example) {
    return new HostPort(example, false);
  }

  /** An address to listen on. */
  public static HostPort own(String example) {
    return new HostPort(example, true);
  }

  @Override
  public Optional<String> read(Entry entry) {
    return entry
        .text()
        .flatMap(
            text -> {
              Optional<String> fault = fault(text);
              return fault.isPresent()
                  ? entry.problem(
                      "must be an address with its port, such as " + example + "; " + fault.get())
                  : Optional.of(text);
            });
  }

  private Optional<String> fault(String text) {
    if (text.length() > LONGEST) {
      return Optional.of("it has more than %d characters".formatted(LONGEST));
    }
    if (text.matches("(?s).*[\\s/?#@\\\\].*")) {
      return Optional.of("it has more than a host, a colon and a port");
    }
    return WebAddressText.fault("http://" + (anyPort ? text.replaceFirst(":0$", ":1") : text))
        .or(
            () ->
                text.matches(PATTERN)
                    ? Optional.empty()
                    : Optional.of("it has no port behind its host"));
  }

  @Override
  public Map<String, Object> schema() {
    return Schemas.text(PATTERN);
  }
}
