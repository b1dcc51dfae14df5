package io.gapwatch.agent.config.schema;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An address on the web, as a key has it. A wrong one is never quoted, because a part of it may be
 * a token; what is wrong with it is told instead.
 *
 * @param example one that the key takes, for people
 * @param part what may follow the host
 * @param longest in characters
 */
public record WebAddress(String example, Part part, int longest) implements Kind<URI> {
  private static final int LONGEST_VALUE = 1000;
  private static final String HOST = "\\s*[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@]+";

  /** What may follow the host in an address. */
  public enum Part {
    /** Nothing. */
    NONE("/?\\s*"),
    /** A path, behind which the program puts its own. */
    PATH("(/[^\\s?#]*)?\\s*"),
    /** Anything. */
    ALL("([/?#]\\S*)?\\s*");

    private final String pattern;

    Part(String pattern) {
      this.pattern = pattern;
    }
  }

  /** A server's own address. */
  public static WebAddress host(String example) {
    return new WebAddress(example, Part.NONE, LONGEST_VALUE);
  }

  /** An address behind which the program puts a path. */
  public static WebAddress base(String example) {
    return new WebAddress(example, Part.PATH, LONGEST_VALUE);
  }

  /** The address of a page, of at most so many characters. */
  public static WebAddress page(int longest) {
    return new WebAddress("https://example.org/status", Part.ALL, longest);
  }

  @Override
  public Optional<URI> read(Entry entry) {
    return entry.text().flatMap(text -> read(entry, text));
  }

  private Optional<URI> read(Entry entry, String text) {
    if (text.length() > longest) {
      return wrong(entry, "it may have at most %d characters".formatted(longest));
    }
    Optional<String> odd = OneText.odd(text);
    if (odd.isPresent()) {
      return entry.problemKeepingValue(odd.get());
    }
    Optional<String> fault = fault(text);
    return fault.isPresent() ? wrong(entry, fault.get()) : Optional.of(WebAddressText.uri(text));
  }

  private Optional<URI> wrong(Entry entry, String fault) {
    return entry.problemKeepingValue("must be an address such as " + example + "; " + fault);
  }

  private Optional<String> fault(String text) {
    return switch (part) {
      case ALL -> WebAddressText.fault(text);
      case PATH -> WebAddressText.baseFault(text);
      case NONE -> WebAddressText.baseFault(text).or(() -> pathOf(WebAddressText.uri(text)));
    };
  }

  private static Optional<String> pathOf(URI address) {
    return address.getRawPath().matches("/?")
        ? Optional.empty()
        : Optional.of("it has a path; end it with the host or the port");
  }

  @Override
  public Map<String, Object> schema() {
    String limit = longest < LONGEST_VALUE ? "(?!.{%d})".formatted(longest + 1) : "";
    return Schemas.text(limit + HOST + part.pattern);
  }
}
