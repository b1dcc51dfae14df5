package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves {@code extends}: a service laid over another one of the same or another file. */
final class Extending {
  private final Interpolation interpolation;

  Extending(Interpolation interpolation) {
    this.interpolation = interpolation;
  }

  /** The file with all of its services resolved. */
  Node.Mapping resolve(Node.Mapping file) {
    Optional<Node> services = file.get("services");
    if (services.isEmpty()) {
      return file;
    }
    Map<String, Node> resolved = new LinkedHashMap<>();
    services
        .get()
        .entries()
        .forEach(
            (name, service) ->
                resolved.put(name, service(name, services.get(), new LinkedHashSet<>())));
    Map<String, Node> entries = new LinkedHashMap<>(file.entries());
    entries.put("services", new Node.Mapping(services.get().place(), resolved));
    return new Node.Mapping(file.place(), entries);
  }

  private Node service(String name, Node services, Set<String> seen) {
    Node service = services.entries().get(name);
    if (service == null || service.get("extends").isEmpty()) {
      return service == null ? new Node.Scalar(services.place(), null, "") : service;
    }
    Node what = service.get("extends").orElseThrow();
    Place place = what.place();
    Node named = what.text().isPresent() ? what : what.get("service").orElse(what);
    String wanted =
        named.text().orElseThrow(() -> new InfraException(place + ": extends names no service"));
    Optional<Path> other = what.get("file").map(Inclusion::named);
    if (!seen.add(place.file() + " " + name)) {
      throw new InfraException(place + ": the services extend each other: " + seen);
    }
    Node from = other.map(this::servicesOf).orElse(services);
    if (!from.entries().containsKey(wanted)) {
      throw new InfraException(
          "%s: there is no service %s%s to extend"
              .formatted(place, named.shown(), other.map(file -> " in " + file).orElse("")));
    }
    Map<String, Node> own = new LinkedHashMap<>(service.entries());
    own.remove("extends");
    Node base = service(wanted, from, seen);
    return Merging.over(base, new Node.Mapping(service.place(), own), "");
  }

  private Node servicesOf(Path file) {
    Node document = YamlTree.read(file).stream().findFirst().orElseThrow();
    return interpolation
        .apply(document)
        .get("services")
        .orElseThrow(() -> new InfraException(file + " has no services to extend"));
  }
}
