package io.gapwatch.agent.config.schema;

import java.util.Map;
import java.util.Optional;

/** Text that is, or contains, a secret. */
final class SecretKind implements Kind<SecretText> {
  /** A private key has some thousand characters. */
  private static final int LONGEST = 50_000;

  @Override
  public Optional<SecretText> read(Entry entry) {
    Optional<SecretText> value = entry.reader().secretText(entry);
    if (value.isEmpty() || !(entry.node() instanceof Node.Scalar scalar)) {
      return value;
    }
    String text = scalar.text();
    if (text.isBlank()) {
      return entry.problem("must not be empty; write ${secret:NAME}");
    }
    if (text.length() > LONGEST) {
      return entry.problem("must have at most %,d characters".formatted(LONGEST));
    }
    Optional<String> odd = OneText.odd(text);
    return odd.isPresent() ? entry.problemKeepingValue(odd.get()) : value;
  }

  @Override
  public Map<String, Object> schema() {
    return Schemas.secret();
  }
}
