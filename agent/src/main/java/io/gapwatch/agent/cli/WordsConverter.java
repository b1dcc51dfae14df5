package io.gapwatch.agent.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A text that says something; an unset variable of a script says nothing. */
final class WordsConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("must not be empty");
    }
    return text.strip();
  }
}
