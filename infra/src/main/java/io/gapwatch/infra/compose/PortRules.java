package io.gapwatch.infra.compose;

import io.gapwatch.infra.compose.Finding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports that answer on every address of the machine; Docker opens them past its firewall. */
final class PortRules implements ServiceRule {
  private static final Pattern ADDRESSED =
      Pattern.compile("(\\[[0-9a-fA-F:]+]|[0-9.]+|[^:\\[\\]]*):([0-9-]*):([0-9-]+)(/\\w+)?");

  @Override
  public List<Finding> findings(Service service, Project project, Machine machine) {
    List<Finding> found = new ArrayList<>();
    for (Node port : service.list("ports")) {
      String address = address(port);
      if (List.of("", "0.0.0.0", "::", "[::]").contains(address)) {
        found.add(
            new Finding(
                port.place(),
                Weight.PROBLEM,
                "open-port",
                service.name(),
                "port %s answers on every address of the machine".formatted(name(port)),
                "bind it: \"127.0.0.1:%s\"; others reach it by a tunnel".formatted(name(port))));
      }
    }
    service
        .node()
        .get("network_mode")
        .filter(node -> node.text().filter("host"::equals).isPresent())
        .ifPresent(
            node ->
                found.add(
                    new Finding(
                        node.place(),
                        Weight.PROBLEM,
                        "host-network",
                        service.name(),
                        "it listens on the machine's own network: each of its ports answers there",
                        "use a network of the file, and publish what must be reached")));
    return found;
  }

  private static String address(Node port) {
    if (port.text().isEmpty()) {
      return port.get("host_ip").flatMap(Node::text).orElse("");
    }
    Matcher matcher = ADDRESSED.matcher(port.text().get());
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static String name(Node port) {
    return port.text()
        .map(text -> port.shown())
        .orElseGet(
            () ->
                port.get("published").map(Node::shown).orElse("")
                    + ":"
                    + port.get("target").map(Node::shown).orElse(""))
        .replaceFirst("^(0\\.0\\.0\\.0|\\[::]):", "");
  }
}
