package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The services that Compose would start.
 *
 * @param files those that were read, the first one first
 * @param model all files merged, variables replaced, {@code extends} resolved
 * @param services the active ones, by name
 * @param unset variables without a value, which Compose takes as empty, with the first place of
 *     each
 */
public record Project(
    List<Path> files, Node.Mapping model, List<Service> services, Map<String, Place> unset) {
  private static final List<String> NAMES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  /**
   * Reads a project.
   *
   * @param files laid over each other in this order
   * @param profiles those that are on; {@code *} is all
   * @param environment of the process
   * @throws InfraException when a file cannot be read, or Compose would refuse it
   */
  public static Project read(
      List<Path> files, Set<String> profiles, Map<String, String> environment) {
    return read(files, profiles, environment, List.of());
  }

  /**
   * Reads a project whose variables are in other files than {@code .env}.
   *
   * @param envFiles a later one over those before
   * @throws InfraException when a file cannot be read, or Compose would refuse it
   */
  public static Project read(
      List<Path> files,
      Set<String> profiles,
      Map<String, String> environment,
      List<Path> envFiles) {
    Variables variables = Variables.of(environment, folder(files.get(0)), envFiles);
    Interpolation interpolation = new Interpolation(variables);
    Node merged = new Node.Mapping(new Place(files.get(0), 1), Map.of());
    for (Path file : files) {
      merged = new Inclusion(interpolation, Set.of()).over(merged, file);
    }
    Node.Mapping model = (Node.Mapping) Merging.plain(merged);
    Refusals.check(model);
    List<Service> services = new ArrayList<>();
    model
        .at("services")
        .ifPresent(
            all ->
                all.entries()
                    .forEach(
                        (name, node) -> {
                          boolean on = Service.isOn(node, profiles);
                          Service service = Service.of(name, node, on);
                          if (on) {
                            services.add(service);
                          }
                        }));
    if (services.isEmpty()) {
      throw new InfraException(
          "%s has no service to start%s"
              .formatted(files.get(0), profiles.isEmpty() ? "; name profiles with --profile" : ""));
    }
    Refusals.checkReferences(model, services);
    return new Project(List.copyOf(files), model, services, variables.missing());
  }

  /**
   * The files that Compose takes when none is named: the first of its names, and its override.
   *
   * @throws InfraException when there is none
   */
  public static List<Path> filesIn(Path folder) {
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        Path override = folder.resolve(name.replaceFirst("\\.ya?ml$", ".override$0"));
        return Files.exists(override) ? List.of(file, override) : List.of(file);
      }
    }
    throw new InfraException(
        "there is no compose.yaml in %s; name the file: gapctl stack check FILE"
            .formatted(folder.toAbsolutePath().normalize()));
  }

  static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }
}
