package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service of a Compose file.
 *
 * @param node all that the file says of it
 * @param replicas how many containers of it are started
 * @param limits of one container
 * @param reservations of one container
 */
public record Service(String name, Node node, int replicas, Amount limits, Amount reservations) {

  /**
   * Reads it.
   *
   * @param on whether it is started
   * @throws InfraException when Compose would refuse its numbers
   */
  static Service of(String name, Node node, boolean on) {
    Quantities of = new Quantities(name, on);
    Node limits = node.at("deploy", "resources", "limits").orElse(null);
    Node reservations = node.at("deploy", "resources", "reservations").orElse(null);
    long memory =
        of.same(
            of.bytes(node.get("mem_limit")),
            limits == null ? Optional.empty() : Optional.of(of.deployBytes(limits.get("memory"))),
            node.get("mem_limit"),
            "deploy.resources.limits.memory");
    long reserved =
        of.same(
            of.wholeBytes(node.get("mem_reservation")),
            reservations == null
                ? Optional.empty()
                : Optional.of(of.deployBytes(reservations.get("memory"))),
            node.get("mem_reservation"),
            "deploy.resources.reservations.memory");
    BigDecimal cores =
        of.same(
            of.cores(node.get("cpus")),
            limits == null ? Optional.empty() : Optional.of(of.cores(limits.get("cpus"))),
            node.get("cpus"),
            "deploy.resources.limits.cpus");
    BigDecimal reservedCores =
        reservations == null ? BigDecimal.ZERO : of.cores(reservations.get("cpus"));
    return new Service(
        name,
        node,
        of.replicas(node),
        new Amount(memory, cores.signum() == 0 ? of.quota(node) : cores),
        new Amount(reserved, reservedCores));
  }

  /** Where it stands. */
  public Place place() {
    return node.place();
  }

  /** The text of one of its keys. */
  public Optional<String> text(String key) {
    return node.get(key).flatMap(Node::text);
  }

  /** Whether its image is one of these, from whatever registry and of whatever version. */
  public boolean isOf(Set<String> images) {
    return text("image")
        .filter(own -> images.stream().anyMatch(each -> ImageName.is(own, each)))
        .isPresent();
  }

  /** The items of one of its keys. */
  public List<Node> list(String key) {
    return node.get(key).map(Node::items).orElse(List.of());
  }

  static boolean isOn(Node node, Set<String> profiles) {
    List<String> own =
        node.get("profiles").map(Node::items).orElse(List.of()).stream()
            .map(Node::text)
            .flatMap(Optional::stream)
            .toList();
    return own.isEmpty() || profiles.contains("*") || own.stream().anyMatch(profiles::contains);
  }

  /** What asks a container whether it is well; nothing when there is no such question. */
  public Optional<List<String>> probe() {
    Optional<Node> check = node.get("healthcheck");
    boolean off =
        check
            .flatMap(node -> node.get("disable"))
            .flatMap(Node::text)
            .filter(text -> text.equalsIgnoreCase("true"))
            .isPresent();
    List<String> test =
        check.flatMap(node -> node.get("test")).map(Node::items).orElse(List.of()).stream()
            .map(item -> item.text().orElse(""))
            .toList();
    return off || test.isEmpty() || test.get(0).equals("NONE")
        ? Optional.empty()
        : Optional.of(test);
  }
}
