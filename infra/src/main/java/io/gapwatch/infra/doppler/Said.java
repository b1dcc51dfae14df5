package io.gapwatch.infra.doppler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a command said on standard error, as one sentence without colours and without a token. */
final class Said {
  /** Bytes; whatever comes behind repeats itself. */
  private static final int LONGEST = 64 << 10;

  /** Letters of the sentence. */
  private static final int LETTERS = 500;

  private static final Pattern COLOUR = Pattern.compile("\\e\\[[0-9;]*[A-Za-z]");
  private static final Pattern TOKEN = Pattern.compile("\\bdp\\.[\\w.-]+");

  private Said() {}

  static String in(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      String sentence =
          TOKEN
              .matcher(COLOUR.matcher(text).replaceAll(""))
              .replaceAll("dp.…")
              .lines()
              .map(String::strip)
              .filter(Predicate.not(String::isEmpty))
              .collect(Collectors.joining(", "))
              // Behind a semicolon comes what to do.
              .replace(";", ",");
      if (sentence.isEmpty()) {
        return "it said nothing";
      }
      return sentence.length() <= LETTERS ? sentence : sentence.substring(0, LETTERS) + "…";
    }
  }
}
