package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Mount;
import io.gapwatch.infra.compose.Node;
import io.gapwatch.infra.compose.Project;
import io.gapwatch.infra.compose.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that a container is told to read and does not see, and files that none sees. */
final class MountedFiles implements LintRule {
  private static final Pattern CONFIG = Pattern.compile("--?config(?:\\.file)?[= ](/\\S+)");

  @Override
  public List<Finding> findings(Setup setup) {
    Optional<Project> compose = setup.compose();
    return compose.isEmpty() ? List.of() : findings(setup, compose.get());
  }

  private static List<Finding> findings(Setup setup, Project project) {
    List<Finding> found = new ArrayList<>();
    project.services().forEach(service -> named(service, found));
    Map<Path, Node> files = new TreeMap<>(setup.prometheus());
    files.putAll(setup.alertmanager());
    files.putAll(setup.rules());
    boolean mounts = files.keySet().stream().anyMatch(file -> isSeen(project, file));
    files.forEach(
        (file, node) -> {
          if (mounts && !isSeen(project, file)) {
            found.add(
                new Finding(
                    node.place(),
                    Weight.NOTE,
                    "not-mounted",
                    String.valueOf(file.getFileName()),
                    "no service of the Compose file mounts it, so no program there reads it",
                    "mount it, or take it out of the folder"));
          }
        });
    setup.prometheus().forEach((file, config) -> rules(project, file, config, found));
    return found;
  }

  /** The file that a command line names. What an image that is built here brings is not known. */
  private static void named(Service service, List<Finding> found) {
    if (service.node().get("build").isPresent() || !service.list("configs").isEmpty()) {
      return;
    }
    Stream.of("entrypoint", "command")
        .flatMap(key -> service.list(key).stream())
        .forEach(
            word -> {
              Matcher path = CONFIG.matcher(word.text().orElse(""));
              if (path.find() && !isBelowAMount(service, path.group(1))) {
                found.add(
                    new Finding(
                        word.place(),
                        Weight.PROBLEM,
                        "config-not-mounted",
                        service.name(),
                        "nothing is mounted at %s: the program takes the image's own file, or does not start"
                            .formatted(path.group(1)),
                        "add a volume: ./YOUR-FILE:%s:ro".formatted(path.group(1))));
              }
            });
  }

  /** Rules whose folder is not brought into the container of the configuration. */
  private static void rules(Project project, Path file, Node config, List<Finding> found) {
    for (Service service : project.services()) {
      for (Mount mount : Mount.of(service)) {
        if (mount.volume().isPresent()
            || !file.toAbsolutePath().normalize().startsWith(source(project, mount))) {
          continue;
        }
        Path inside =
            Path.of(mount.target())
                .resolve(
                    source(project, mount)
                        .relativize(file.toAbsolutePath().normalize())
                        .toString());
        for (Node pattern : config.get("rule_files").map(Node::items).orElse(List.of())) {
          Path wanted = inside.resolveSibling(pattern.text().orElse("")).normalize();
          if (!isBelowAMount(service, wanted.toString())) {
            found.add(
                new Finding(
                    pattern.place(),
                    Weight.PROBLEM,
                    "rules-not-mounted",
                    service.name(),
                    "%s is not among what the container sees: Prometheus starts without these rules"
                        .formatted(wanted),
                    "mount the folder of the rules there"));
          }
        }
      }
    }
  }

  private static boolean isSeen(Project project, Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return project.services().stream()
        .flatMap(service -> Mount.of(service).stream())
        .filter(mount -> mount.volume().isEmpty() && !mount.source().isEmpty())
        .map(mount -> source(project, mount))
        .filter(source -> source.getNameCount() > 0)
        .anyMatch(whole::startsWith);
  }

  private static boolean isBelowAMount(Service service, String path) {
    return Mount.of(service).stream().anyMatch(mount -> Path.of(path).startsWith(mount.target()));
  }

  private static Path source(Project project, Mount mount) {
    Path folder = project.files().get(0).toAbsolutePath().normalize().getParent();
    return (folder == null ? Path.of("/") : folder).resolve(mount.source()).normalize();
  }
}
