package io.gapwatch.infra.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Pulumi's own files, read without its CLI: the defaults of {@code Pulumi.yaml} and over them the
 * values of {@code Pulumi.STACK.yaml}. Encrypted values stay unread.
 */
public final class ProjectFiles implements ConfigSource {
  private static final String PROJECT = "Pulumi.yaml";
  private static final Pattern SECRET = Pattern.compile("[A-Z][A-Z0-9_]*");

  private final JsonNode project;
  private final JsonNode stack;

  private ProjectFiles(JsonNode project, JsonNode stack) {
    this.project = project;
    this.stack = stack;
  }

  /**
   * Reads both; a stack without a file of its own has the defaults alone.
   *
   * @param root the folder that holds {@code Pulumi.yaml}
   * @throws InfraException when there is no project or a file cannot be read
   */
  public static ProjectFiles read(Path root, String stack) {
    if (!Files.exists(root.resolve(PROJECT))) {
      throw new InfraException(
          "there is no %s in %s; name the folder of your clone with --root"
              .formatted(PROJECT, root));
    }
    return new ProjectFiles(
        YamlFile.read(root.resolve(PROJECT)),
        YamlFile.read(root.resolve("Pulumi." + stack + ".yaml")));
  }

  @Override
  public Optional<String> get(String key) {
    JsonNode own = stack.path("config").path("gapwatch:" + key);
    JsonNode value = own.isMissingNode() ? project.path("config").path(key).path("default") : own;
    if (value.isMissingNode() || value.has("secure")) {
      return Optional.empty();
    }
    // As the settings read it: pulumi config set KEY <FILE keeps a carriage return.
    return Optional.of(Secret.clean(value.isValueNode() ? value.asText() : value.toString()));
  }

  /**
   * Refuses a key that nothing reads: the command that sets one takes any word.
   *
   * @throws InfraException naming the key, and the one that was probably meant
   */
  public void refuseUnknownKeys() {
    List<String> known = new ArrayList<>(List.of("dopplerToken"));
    project.path("config").fieldNames().forEachRemaining(known::add);
    stack
        .path("config")
        .fieldNames()
        .forEachRemaining(
            name -> {
              String key = name.replaceFirst("^gapwatch:", "");
              // In capitals are the secrets that are kept here.
              if (!key.contains(":") && !SECRET.matcher(key).matches() && !known.contains(key)) {
                throw new InfraException(
                    "%s is not a key of Pulumi.yaml; did you mean %s? pulumi config rm %s"
                        .formatted(name, closest(key, known), key));
              }
            });
  }

  /** The words that refuse a key that is none; empty for one of {@code Pulumi.yaml}. */
  public Optional<String> refuseUnknown(String key) {
    List<String> known = new ArrayList<>();
    project.path("config").fieldNames().forEachRemaining(known::add);
    return known.contains(key)
        ? Optional.empty()
        : Optional.of(
            "%s is not a key of Pulumi.yaml; did you mean %s?".formatted(key, closest(key, known)));
  }

  private static String closest(String key, List<String> known) {
    return known.stream().min(Comparator.comparingInt(each -> distance(key, each))).orElseThrow();
  }

  /** How many letters have to be changed, added or taken out, whatever their case. */
  private static int distance(String one, String other) {
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        boolean same =
            Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  /** The agent's release, relative to the folder {@code infra}. */
  public Path releaseArchive() {
    return Path.of(get("releaseArchive").orElse("target/release/gapwatch.tar.gz"));
  }
}
