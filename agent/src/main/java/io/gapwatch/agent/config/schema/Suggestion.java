package io.gapwatch.agent.config.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Suggests what a typo was meant to be. */
public final class Suggestion {
  /** The beginning of a word that is long enough to mean it. */
  private static final int SHORTEST = 3;

  /** A longer word is no typo of a key or a name. */
  private static final int LONGEST = 100;

  /** With more names than that, the nearest of them is no help. */
  private static final int MOST = 200;

  /** More words that begin alike are not named one by one. */
  private static final int MOST_ALIKE = 3;

  /** More choices than that are not read. */
  private static final int SHOWN = 50;

  private final List<String> known;

  private Suggestion(Collection<String> known) {
    this.known = List.copyOf(known);
  }

  public static Suggestion among(Collection<String> known) {
    return new Suggestion(known);
  }

  /** {@code ; did you mean "table"?}, or all choices if none is similar. */
  public String forTypo(String typo) {
    return nearest(typo)
        .map(word -> "; did you mean \"" + String.join("\" or \"", alike(typo, word)) + "\"?")
        .orElseGet(this::choices);
  }

  /** The nearest, and what begins with the typo as well: a beginning does not tell which. */
  private List<String> alike(String typo, String nearest) {
    List<String> begun = known.stream().filter(word -> word.startsWith(typo)).toList();
    return begun.contains(nearest) && begun.size() <= MOST_ALIKE ? begun : List.of(nearest);
  }

  private Optional<String> nearest(String typo) {
    return known.stream()
        .filter(word -> typo.length() <= LONGEST && word.length() <= LONGEST)
        .limit(MOST)
        .filter(word -> near(typo, word) || (typo.length() >= SHORTEST && word.startsWith(typo)))
        .min(Comparator.comparingInt(word -> distance(typo, word)));
  }

  /** Of a short word, half of the letters are the same, or all in another order. */
  private static boolean near(String typo, String word) {
    int distance = distance(typo, word);
    int letters = word.replaceFirst("^-+", "").length();
    return distance <= Math.max(2, word.length() / 3)
        && (2 * distance <= letters || Arrays.equals(sorted(typo), sorted(word)));
  }

  private static int[] sorted(String word) {
    return word.chars().sorted().toArray();
  }

  private String choices() {
    String all = String.join(", ", known.subList(0, Math.min(SHOWN, known.size())));
    return "; known: "
        + all
        + (known.size() > SHOWN ? " and " + (known.size() - SHOWN) + " more" : "");
  }

  /** Levenshtein distance, ignoring case. */
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
