package io.gapwatch.agent.config.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A setting that is, or contains, a secret: text and names of secrets, resolved only when a source
 * or channel needs the value. Prints as {@code <secret>}.
 */
public final class SecretText {
  /** Of PostgreSQL at most with a role's name, which is no secret. */
  private static final Pattern OPEN_ADDRESS =
      Pattern.compile("((jdbc:)?postgres(ql)?:(//[^:@/]*@)?|rediss?:)[^@]*");

  private final List<Template.Part> parts;

  /** Parts are text, resolved variables, or names of secrets. */
  private SecretText(List<Template.Part> parts) {
    this.parts = List.copyOf(parts);
  }

  static SecretText of(List<Template.Part> parts) {
    return new SecretText(parts);
  }

  /** Text that needs no secret store. */
  public static SecretText plain(String text) {
    return new SecretText(List.of(new Template.Literal(text)));
  }

  /**
   * Whether it is written in the file in plain text. A database's URL without a password is not a
   * secret.
   */
  public boolean isInClear() {
    String text =
        parts.stream()
            .filter(Template.Literal.class::isInstance)
            .map(SecretText::text)
            .collect(Collectors.joining());
    boolean whole = parts.stream().allMatch(Template.Literal.class::isInstance);
    return whole && (!OPEN_ADDRESS.matcher(text).matches() || text.contains("password="));
  }

  /** The names of the secrets it needs, in order of appearance. */
  public List<String> names() {
    return parts.stream()
        .filter(Template.SecretName.class::isInstance)
        .map(part -> ((Template.SecretName) part).name())
        .toList();
  }

  /** The value, if it needs no secret store. */
  public Optional<Secret> withoutStore() {
    return names().isEmpty() ? Optional.of(resolve(name -> new Secret(""))) : Optional.empty();
  }

  /** Fetches the secrets and builds the value. */
  public Secret resolve(Function<String, Secret> secrets) {
    return new Secret(
            parts.stream()
                .map(
                    part ->
                        part instanceof Template.SecretName secret
                            ? secrets.apply(secret.name()).reveal()
                            : text(part))
                .collect(Collectors.joining()))
        .bare();
  }

  private static String text(Template.Part part) {
    return part instanceof Template.Resolved resolved
        ? resolved.text()
        : ((Template.Literal) part).text();
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
