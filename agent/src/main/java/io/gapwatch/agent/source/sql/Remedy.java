package io.gapwatch.agent.source.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to try where these words are in the reason.
 *
 * @param text in it {1} is the first group of the words as an identifier, {=1} as it stands, and
 *     {role} who asks
 */
record Remedy(Pattern words, String text) {
  static Remedy of(String words, String text) {
    return new Remedy(Pattern.compile(words, Pattern.CASE_INSENSITIVE), text);
  }

  Optional<String> fits(String reason, String role) {
    Matcher found = words.matcher(reason);
    return found.find() ? Optional.of(filled(found, role)) : Optional.empty();
  }

  private String filled(Matcher found, String role) {
    String filled = text.replace("{role}", role);
    for (int i = 1; i <= found.groupCount(); i++) {
      @Nullable String group = found.group(i);
      String plain = group == null ? "" : group;
      filled = filled.replace("{" + i + "}", Dialect.quote(plain)).replace("{=" + i + "}", plain);
    }
    return filled;
  }
}
