package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Mount;
import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.Place;
import io.gapwatch.infra.compose.Project;
import io.gapwatch.infra.compose.Service;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Vault that listens without TLS and is asked with it, or the reverse, or at another port. */
final class VaultAddress implements LintRule {
  private static final Set<String> IMAGES = Set.of("vault");
  private static final Pattern PLAIN =
      Pattern.compile("(?m)^\\s*tls_disable\\s*=\\s*\"?(true|1)\"?");
  private static final Pattern LISTENER =
      Pattern.compile("(?s)listener\\s+\"tcp\"\\s*\\{.*?\\baddress\\s*=\\s*\"[^\"]*:(\\d+)\"");
  private static final Pattern ADDRESS = Pattern.compile("(https?)://([^:/]+)(?::(\\d+))?.*");

  /** Where the command {@code vault} asks when it is not told. */
  private static final String DEFAULT = "https://127.0.0.1:8200";

  @Override
  public List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    setup
        .compose()
        .ifPresent(
            project ->
                project.services().stream()
                    .filter(each -> each.isOf(IMAGES))
                    .forEach(vault -> clients(project, vault, found)));
    return found;
  }

  private static void clients(Project project, Service vault, List<Finding> found) {
    String config = config(project, vault);
    String words = words(vault);
    boolean dev = words.contains("-dev") && !words.contains("-dev-tls");
    boolean known = dev || config.contains("listener");
    boolean plain = dev || PLAIN.matcher(config).find();
    Matcher listener = LISTENER.matcher(config);
    String port = listener.find() ? listener.group(1) : "8200";
    if (!known) {
      return;
    }
    for (Service each : project.services()) {
      Optional<Node> told = Environment.of(each).map(all -> all.get("VAULT_ADDR"));
      boolean asks =
          each.name().equals(vault.name())
              && each.probe().filter(test -> String.join(" ", test).contains("vault ")).isPresent();
      String address =
          told.map(node -> Environment.value("VAULT_ADDR", node)).orElse(asks ? DEFAULT : "");
      Place place =
          told.map(Node::place)
              .or(() -> each.node().get("healthcheck").map(Node::place))
              .orElse(each.place());
      Matcher parts = ADDRESS.matcher(address);
      if (parts.matches() && isThe(vault, each, parts.group(2))) {
        String right = "%s://%s:%s".formatted(plain ? "http" : "https", parts.group(2), port);
        boolean same =
            parts.group(1).equals(plain ? "http" : "https")
                && String.valueOf(parts.group(3)).equals(port);
        if (!same) {
          found.add(
              new Finding(
                  place,
                  Weight.PROBLEM,
                  "vault-address",
                  each.name(),
                  "it asks %s%s, and this Vault listens %s TLS at port %s"
                      .formatted(
                          address,
                          told.isPresent() ? "" : " (what the command vault takes by itself)",
                          plain ? "without" : "with",
                          port),
                  "set VAULT_ADDR=" + right));
        }
      }
    }
  }

  private static boolean isThe(Service vault, Service client, String host) {
    return client.name().equals(vault.name())
        ? List.of("127.0.0.1", "0.0.0.0", "localhost", vault.name()).contains(host)
        : host.equals(vault.name());
  }

  private static String words(Service service) {
    return Stream.of("entrypoint", "command")
        .flatMap(key -> service.list(key).stream())
        .map(word -> word.text().orElse(""))
        .collect(Collectors.joining(" "));
  }

  /** All of its configuration that lies beside the Compose file. */
  private static String config(Project project, Service vault) {
    Path folder = project.files().get(0).toAbsolutePath().getParent();
    StringBuilder all = new StringBuilder();
    for (Mount mount : Mount.of(vault)) {
      Path source = (folder == null ? Path.of("/") : folder).resolve(mount.source()).normalize();
      if (mount.volume().isEmpty() && mount.source().startsWith(".")) {
        try (Stream<Path> files =
            Files.exists(source) ? Files.walk(source) : Stream.<Path>empty()) {
          for (Path file : files.filter(each -> each.toString().endsWith(".hcl")).toList()) {
            all.append(Files.readString(file)).append('\n');
          }
        } catch (IOException e) {
          throw new InfraException("could not read " + source + "; is it readable text?", e);
        }
      }
    }
    return all.toString();
  }
}
