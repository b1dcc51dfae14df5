package io.gapwatch.agent.cli;

import io.gapwatch.agent.text.Times;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment on the command line: ISO 8601 in UTC. */
final class InstantConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    return Times.moment(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be a moment in UTC such as 2026-11-21T00:00:00Z, not \"" + text + "\""));
  }
}
