package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.text.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration on the command line, in the configuration's syntax: {@code 12h}, {@code 7d}. */
final class SpanConverter implements ITypeConverter<Duration> {
  /** More is a typing error, and would lead out of the calendar. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  @Override
  public Duration convert(String text) {
    return Unit.SECONDS
        .parse(text)
        .map(Durations::of)
        .filter(length -> !length.isZero() && length.compareTo(LONGEST) <= 0)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be %s, and at most 3650d, not \"%s\""
                        .formatted(Unit.SECONDS.example(), text)));
  }
}
