package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ${NAME}} stands for: the environment, then the file {@code .env} or others. */
public final class Variables {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*(?:[=:]\\s*(.*))?");

  private final Map<String, String> values;
  private final Map<String, Place> missing;

  private Variables(Map<String, String> values, Map<String, Place> missing) {
    this.values = values;
    this.missing = missing;
  }

  /**
   * Those of a project.
   *
   * @param environment goes before the file
   * @param folder where {@code .env} may be
   * @param files in place of {@code .env}, a later one over those before; empty for that one
   * @throws InfraException when a file cannot be read or understood
   */
  public static Variables of(Map<String, String> environment, Path folder, List<Path> files) {
    if (files.isEmpty()) {
      return of(environment, folder, new TreeMap<>());
    }
    Variables all = new Variables(new HashMap<>(environment), new TreeMap<>());
    files.forEach(file -> all.read(file, environment));
    return all;
  }

  /** Those of a file in a folder that a file with these includes; what is missing is shared. */
  Variables below(Path folder) {
    return of(values, folder, missing);
  }

  private static Variables of(
      Map<String, String> environment, Path folder, Map<String, Place> missing) {
    Variables all = new Variables(new HashMap<>(environment), missing);
    Path file = folder.resolve(".env");
    if (Files.isRegularFile(file)) {
      all.read(file, environment);
    }
    return all;
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Notes that a file asks for a variable that nothing sets. */
  void miss(String name, Place place) {
    missing.putIfAbsent(name, place);
  }

  /** The names that were asked for and are not set: Compose takes them as empty, with a warning. */
  Map<String, Place> missing() {
    return missing;
  }

  private void read(Path file, Map<String, String> environment) {
    try {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank() && !line.strip().startsWith("#")) {
          readLine(line.strip(), new Place(file, number), environment);
        }
      }
    } catch (IOException e) {
      throw new InfraException("could not read " + file + "; is it there, and readable text?", e);
    }
  }

  private void readLine(String line, Place place, Map<String, String> environment) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      // The line may be a secret's, so it is not quoted.
      throw new InfraException(place + ": not understood; write NAME=VALUE");
    }
    String text = matcher.group(2);
    if (text != null && !environment.containsKey(matcher.group(1))) {
      values.put(matcher.group(1), value(text, place));
    }
  }

  private String value(String text, Place place) {
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    if (quote != '"' && quote != '\'') {
      return expand(text.startsWith("#") ? "" : text.replaceFirst("\\s+#.*$", "").strip(), place);
    }
    int end = text.lastIndexOf(quote);
    if (end == 0) {
      throw new InfraException(
          place + ": the quotes do not end on their line; write the value on one line");
    }
    String inner = text.substring(1, end);
    return quote == '\''
        ? inner
        : expand(inner.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"), place);
  }

  private String expand(String text, Place place) {
    return new Interpolation(this).apply(text, place);
  }
}
