package io.gapwatch.agent.config;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A setting that is, or holds, a secret: text and names of secrets, put together only when a source
 * or channel needs the value. Prints as {@code <secret>}.
 */
public final class SecretText {
  private final List<Object> parts;

  /** Parts are text, or names of secrets. */
  private SecretText(List<Object> parts) {
    this.parts = List.copyOf(parts);
  }

  static SecretText of(List<Template.Part> parts) {
    return new SecretText(
        parts.stream()
            .map(part -> part instanceof Template.Literal text ? (Object) text.text() : part)
            .toList());
  }

  /** Text that needs no store. */
  public static SecretText plain(String text) {
    return new SecretText(List.of(text));
  }

  /** The names of the secrets it needs, in order. */
  public List<String> names() {
    return parts.stream()
        .filter(Template.SecretName.class::isInstance)
        .map(part -> ((Template.SecretName) part).name())
        .toList();
  }

  /** Fetches what is missing and puts the value together. */
  public Secret resolve(Function<String, Secret> secrets) {
    return new Secret(
        parts.stream()
            .map(
                part ->
                    part instanceof Template.SecretName secret
                        ? secrets.apply(secret.name()).reveal()
                        : part.toString())
            .collect(Collectors.joining()));
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
