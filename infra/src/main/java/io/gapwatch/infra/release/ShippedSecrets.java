package io.gapwatch.infra.release;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a release looks like a secret: it would lie in a bucket, and in every copy of the
 * archive. Nothing of a value is repeated.
 */
final class ShippedSecrets {
  private static final Pattern FILE =
      Pattern.compile(
          "(.*[._-])?(secrets?|credentials?|passwords?|passphrase|passwd|pgpass|netrc|api[_-]?keys?)([._-].*)?|.*\\.(env|pem|key|ppk|p12|pfx|jks|kdbx)|.*\\.env\\.(?!example|sample|template).*"
              + "|id_(rsa|ed25519|ecdsa)|.*token.*\\.txt",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN ([A-Z ]+ )?PRIVATE KEY( BLOCK)?-----");
  private static final Pattern KEY =
      Pattern.compile(
          ".*(token|password|passwd|passphrase|secret|api_?key|credential|webhook|authorization"
              + "|cookie).*");
  private static final Pattern CHANNEL = Pattern.compile("channels\\.[^.]+");
  private static final Pattern HERE = Pattern.compile("https?://(localhost|127\\.|\\[::1]).*");
  private static final Pattern IN_ADDRESS = Pattern.compile("\\w+://[^/\\s:@]*:[^/\\s@]+@.*");

  private static final Pattern IN_QUERY =
      Pattern.compile(
          ".*[?&](password|passwd|pwd|token|secret|api_?key|access_?key|signature)=[^&\\s]+.*",
          Pattern.CASE_INSENSITIVE);

  /** Begins what is put in at run time. */
  private static final String REFERENCE = "${";

  /** All of it, and what stands in for it where it is not there. */
  private static final Pattern PUT_IN = Pattern.compile("\\$\\{[^}:]*:[^}:]*(?::-([^}]*))?}");

  /** Bytes of a file that are looked at. */
  private static final int LOOK = 1 << 20;

  private final List<String> found = new ArrayList<>();

  /**
   * Refuses files with secrets in them.
   *
   * @param files the ones that are shipped beside the agent
   * @throws InfraException naming each file, and the place of each value
   */
  static void refuse(List<Path> files) throws IOException {
    ShippedSecrets secrets = new ShippedSecrets();
    for (Path file : files) {
      secrets.look(file);
    }
    if (!secrets.found.isEmpty()) {
      throw new InfraException(
          "the release would carry secrets:\n  - %s\nPut them where the agent fetches them, and write ${secret:NAME} instead; or ship them nevertheless: --with-secrets"
              .formatted(String.join("\n  - ", secrets.found)));
    }
  }

  private void look(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (FILE.matcher(name).matches()) {
      found.add(name + " is a file of secrets by its name");
    } else if (PRIVATE_KEY.matcher(beginning(file)).find()) {
      found.add(name + " holds a private key");
    } else if (name.matches(".*\\.ya?ml")) {
      walk(name, "", YamlFile.read(file));
      lines(name, SecretLines.ofComments(beginning(file)));
    } else if (beginning(file).indexOf('\0') < 0) {
      lines(name, SecretLines.of(beginning(file)));
    }
  }

  private void lines(String file, List<Integer> lines) {
    lines.forEach(line -> found.add("%s, line %d, sets a secret".formatted(file, line)));
  }

  private static String beginning(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LOOK), ISO_8859_1);
    }
  }

  private void walk(String file, String path, JsonNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      if (isLiteral(entry.getKey(), entry.getValue())
          || isSecretHere(path, node.path("type").asText(), entry)) {
        found.add("%s: %s is a literal value".formatted(file, key));
      }
      walk(file, key, entry.getValue());
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(file, "%s[%d]".formatted(path, i), node.get(i));
      }
    }
  }

  private static boolean isLiteral(String key, JsonNode value) {
    if (!value.isValueNode() || value.isNull() || value.isBoolean()) {
      return false;
    }
    String text = value.asText();
    String name = key.toLowerCase(Locale.ROOT);
    String rest =
        PUT_IN
            .matcher(text)
            .replaceAll(each -> Matcher.quoteReplacement(Objects.toString(each.group(1), "")));
    // Prometheus and its kind read secrets from files that such a key names, and so do we.
    return (KEY.matcher(name).matches()
            && !name.endsWith("file")
            && !text.isBlank()
            && !text.contains(REFERENCE))
        || IN_ADDRESS.matcher(rest).matches()
        || IN_QUERY.matcher(rest).matches();
  }

  /** What only its place tells: an address at which whoever knows it may write, or a key. */
  private static boolean isSecretHere(String path, String type, Map.Entry<String, JsonNode> entry) {
    String text = entry.getValue().asText();
    boolean secret =
        switch (entry.getKey()) {
          case "url" ->
              CHANNEL.matcher(path).matches()
                  && type.matches("slack|webhook|healthchecks")
                  && !HERE.matcher(text).matches();
          case "key" -> CHANNEL.matcher(path).matches();
          case "user" -> CHANNEL.matcher(path).matches() && type.equals("pushover");
          case "publish" -> path.equals("page");
          default -> false;
        };
    return secret && entry.getValue().isValueNode() && !text.isBlank() && !text.contains(REFERENCE);
  }
}
