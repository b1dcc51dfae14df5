package io.gapwatch.infra.compose;

import io.gapwatch.infra.compose.Finding.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords that stand in the file, or that it falls back to. No text here holds one. */
final class SecretRules implements ServiceRule {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)(?!.*(_FILE|_PATH|_URL|_TTL|_EXPIR\\w*|_NAME|_ID)$).*");
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:?-([^}]+)}.*");
  private static final Pattern IN_URL = Pattern.compile("\\w+://[^:/@\\s]*:([^@/\\s]+)@");

  @Override
  public List<Finding> findings(Service service, Project project, Machine machine) {
    List<Finding> found = new ArrayList<>();
    settings(service)
        .forEach(
            (name, node) -> {
              String written = written(name, node);
              boolean secret = NAME.matcher(name).matches();
              if (secret && DEFAULT.matcher(written).matches()) {
                found.add(
                    of(
                        service,
                        node.place(),
                        "default-password",
                        name + " falls back to a password that stands in the file",
                        "write ${%s:?set it in .env}, or give it as a secret's file"
                            .formatted(name)));
              } else if ((isLiteral(written) && secret) || hasPasswordInUrl(written)) {
                found.add(
                    of(
                        service,
                        node.place(),
                        "literal-password",
                        name + " holds a password for all who can read the file",
                        "give it as a secret's file (%s_FILE, where the image knows it), or as ${%s:?}"
                            .formatted(name, name)));
              }
            });
    for (String key : List.of("command", "entrypoint")) {
      for (Node word : service.list(key)) {
        if (word instanceof Node.Scalar scalar && hasPasswordInUrl(scalar.written())) {
          found.add(
              of(
                  service,
                  word.place(),
                  "literal-password",
                  key + " holds a password for all who can read the file or list processes",
                  "give it as a secret's file"));
        }
      }
    }
    return found;
  }

  private static boolean isLiteral(String written) {
    return !written.isBlank()
        && !written.contains("$")
        && !List.of("true", "false").contains(written)
        && !written.startsWith("/run/secrets/");
  }

  private static boolean hasPasswordInUrl(String written) {
    Matcher url = IN_URL.matcher(written);
    return url.find() && (!url.group(1).startsWith("$") || url.group(1).contains(":-"));
  }

  private static Map<String, Node> settings(Service service) {
    Map<String, Node> settings = new LinkedHashMap<>();
    service
        .node()
        .get("environment")
        .ifPresent(
            node -> {
              settings.putAll(node.entries());
              node.items()
                  .forEach(item -> settings.put(item.text().orElse("").split("=", 2)[0], item));
            });
    return settings;
  }

  private static String written(String name, Node node) {
    String written = node instanceof Node.Scalar scalar ? scalar.written() : "";
    return written.startsWith(name + "=") ? written.substring(name.length() + 1) : written;
  }

  private static Finding of(Service service, Place at, String rule, String what, String fix) {
    return new Finding(at, Weight.PROBLEM, rule, service.name(), what, fix);
  }
}
