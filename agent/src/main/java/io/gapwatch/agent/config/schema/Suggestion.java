package io.gapwatch.agent.config.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses what somebody meant to write. */
public final class Suggestion {
  /** The beginning of a word that is long enough to mean it. */
  private static final int SHORTEST = 3;

  private final List<String> known;

  private Suggestion(Collection<String> known) {
    this.known = List.copyOf(known);
  }

  public static Suggestion among(Collection<String> known) {
    return new Suggestion(known);
  }

  /** {@code ; did you mean "table"?}, or the choices when nothing is near. */
  public String forTypo(String typo) {
    return known.stream()
        .filter(
            word ->
                distance(typo, word) <= Math.max(2, word.length() / 3)
                    || (typo.length() >= SHORTEST && word.startsWith(typo)))
        .min(Comparator.comparingInt(word -> distance(typo, word)))
        .map(word -> "; did you mean \"" + word + "\"?")
        .orElse("; known are " + String.join(", ", known));
  }

  /** Levenshtein's distance, ignoring case. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int change = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
