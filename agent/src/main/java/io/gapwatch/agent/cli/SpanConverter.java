package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.schema.Unit;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration on the command line, in the configuration's syntax: {@code 12h}, {@code 7d}. */
final class SpanConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return Unit.SECONDS
        .parse(text)
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
        .filter(length -> !length.isZero())
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be " + Unit.SECONDS.example() + ", not \"" + text + "\""));
  }
}
