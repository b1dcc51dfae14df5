package io.gapwatch.agent.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment on the command line: ISO 8601 in UTC. */
final class InstantConverter implements ITypeConverter<Instant> {
  private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}-");

  @Override
  public Instant convert(String text) {
    try {
      // Java knows years that no database does.
      if (FOUR_DIGITS.matcher(text).lookingAt()) {
        return Instant.parse(text);
      }
    } catch (DateTimeParseException e) {
      throw not(text);
    }
    throw not(text);
  }

  private static TypeConversionException not(String text) {
    return new TypeConversionException(
        "must be a moment in UTC such as 2026-11-21T00:00:00Z, not \"" + text + "\"");
  }
}
