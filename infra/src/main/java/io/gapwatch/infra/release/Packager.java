package io.gapwatch.infra.release;

import io.gapwatch.infra.config.DuckDbUse;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the release: the agent and its libraries for one platform, the configuration, the launcher,
 * the updater and the list of the packages that the VM needs. The same inputs give the same
 * archive, byte for byte.
 */
public final class Packager {
  private static final List<String> PROGRAMS =
      List.of("gapwatch", "gapwatch-update", "share-classes");

  /** Where the agent on the VM looks for it, under {@code /etc/gapwatch}. */
  private static final String CONFIG = "gapwatch.yaml";

  private final AgentFiles agent;
  private final Path config;
  private final boolean withSecrets;
  private final Optional<Containers> containers;

  /**
   * What a release brings beside the agent.
   *
   * @param key signs it
   */
  public record Containers(StackBundle bundle, ReleaseKey key) {}

  /**
   * A packager for one clone.
   *
   * @param agent the folder with {@code gapwatch.jar} and {@code lib}
   * @param config the agent's configuration; the other files of its folder come along
   * @param withSecrets whether these may hold secrets
   * @param containers that the VM runs as well
   */
  public Packager(
      Path agent,
      Path config,
      Platform platform,
      boolean withSecrets,
      Optional<Containers> containers) {
    this.agent = new AgentFiles(agent, platform);
    this.config = config;
    this.withSecrets = withSecrets;
    this.containers = containers;
  }

  /** The agent alone; the parameters are those of the longer one. */
  public Packager(Path agent, Path config, Platform platform, boolean withSecrets) {
    this(agent, config, platform, withSecrets, Optional.empty());
  }

  /**
   * Writes the archive.
   *
   * @throws InfraException when the agent is not built, lacks the platform's library, the
   *     configuration's folder holds secrets, or the disk refuses
   */
  public void pack(Path archive) {
    agent.needed();
    if (!Files.isRegularFile(config)) {
      throw new InfraException(
          "no configuration at " + config + "; set another one: gapwatch:agentConfig");
    }
    if (Files.exists(config.resolveSibling("Pulumi.yaml"))) {
      throw new InfraException(
          "the whole folder of the configuration is shipped, and %s is in the project's root;"
                  .formatted(config)
              + " move it into config/ and set gapwatch:agentConfig");
    }
    try {
      Files.createDirectories(archive.toAbsolutePath().getParent());
      Path tree = Files.createTempDirectory("gapwatch-release");
      try {
        lay(tree);
        TarGz.write(tree, archive);
      } finally {
        remove(tree);
      }
    } catch (IOException e) {
      throw new InfraException("could not write the release: " + e.getMessage(), e);
    }
  }

  private void lay(Path tree) throws IOException {
    agent.lay(tree, DuckDbUse.of(configurations()));
    layConfig(Files.createDirectories(tree.resolve("config")));
    layResource("packages", tree);
    if (containers.isPresent()) {
      Files.write(tree.resolve("packages"), StackBundle.PACKAGES, StandardOpenOption.APPEND);
      containers.get().bundle().lay(tree, containers.get().key());
    }
    Path bin = Files.createDirectories(tree.resolve("bin"));
    for (String program : PROGRAMS) {
      layResource(program, bin);
    }
  }

  private static void layResource(String name, Path folder) throws IOException {
    try (InputStream resource = Packager.class.getResourceAsStream("/vm/" + name)) {
      Files.copy(resource, folder.resolve(name));
    }
  }

  private List<Path> configurations() throws IOException {
    return children(config.resolveSibling("")).stream()
        .filter(file -> file.equals(config) || file.toString().matches(".*\\.ya?ml"))
        .toList();
  }

  private void layConfig(Path folder) throws IOException {
    List<Path> files =
        children(config.resolveSibling("")).stream().filter(this::isShipped).toList();
    if (!withSecrets) {
      ShippedSecrets.refuse(files);
    }
    for (Path file : files) {
      String name = file.equals(config) ? CONFIG : file.getFileName().toString();
      Files.copy(file, folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** All but hidden files: .env, an editor's copy. */
  private boolean isShipped(Path file) {
    String name = file.getFileName().toString();
    boolean another = !name.equals(CONFIG) && !name.startsWith(".");
    return file.equals(config) || another;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static void remove(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
