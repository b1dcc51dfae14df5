package io.gapwatch.agent.config.schema;

import io.gapwatch.agent.text.Lines;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A kind that parses one text, or says what it must be.
 *
 * @param rule what the text must be, for people
 * @param schemas writes its schema, which few starts need
 * @param longest in characters
 */
record OneText<T>(
    String rule,
    Supplier<Map<String, Object>> schemas,
    int longest,
    Function<String, Optional<T>> parser)
    implements Kind<T> {
  /** Some patterns take the square of the length to see that a text does not fit. */
  private static final int LONGEST_VALUE = 1000;

  OneText(String rule, Map<String, Object> schema, Function<String, Optional<T>> parser) {
    this(rule, () -> schema, parser);
  }

  OneText(
      String rule, Supplier<Map<String, Object>> schemas, Function<String, Optional<T>> parser) {
    this(rule, schemas, LONGEST_VALUE, parser);
  }

  @Override
  public Map<String, Object> schema() {
    return schemas.get();
  }

  @Override
  public Optional<T> read(Entry entry) {
    return entry
        .text()
        .flatMap(
            text -> {
              if (text.length() > longest) {
                return entry.problem("must have at most %,d characters".formatted(longest));
              }
              Optional<String> odd = odd(text);
              if (odd.isPresent()) {
                return entry.problemKeepingValue(odd.get());
              }
              Optional<T> value = parser.apply(text);
              return value.isPresent() ? value : entry.problem("must be " + rule);
            });
  }

  /** What is wrong with a text that YAML or a variable has brought, if anything. */
  static Optional<String> odd(String text) {
    int at = Lines.firstOdd(text);
    return at < 0
        ? Optional.empty()
        : Optional.of(
            "must have no control characters; it has U+%04X".formatted((int) text.charAt(at)));
  }
}
