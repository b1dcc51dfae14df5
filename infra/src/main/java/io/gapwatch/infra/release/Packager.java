package io.gapwatch.infra.release;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the release: the agent and its libraries for Linux on ARM, the configuration, the launcher
 * and the updater. The same inputs give the same archive, byte for byte.
 */
public final class Packager {
  private static final List<String> PROGRAMS = List.of("gapwatch", "gapwatch-update");

  private final Path agent;
  private final Path config;

  /**
   * A packager for one clone.
   *
   * @param agent the folder with {@code gapwatch.jar} and {@code lib}
   * @param config the folder with {@code gapwatch.yaml} and what it includes
   */
  public Packager(Path agent, Path config) {
    this.agent = agent;
    this.config = config;
  }

  /**
   * Writes the archive.
   *
   * @throws InfraException when the agent is not built or the disk refuses
   */
  public void pack(Path archive) {
    if (!Files.isRegularFile(agent.resolve("gapwatch.jar"))) {
      throw new InfraException(
          "there is no agent at " + agent + "; build it: mvn -q -pl agent -DskipTests package");
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
      throw new InfraException("the release cannot be written: " + e.getMessage(), e);
    }
  }

  private void lay(Path tree) throws IOException {
    Path lib = Files.createDirectories(tree.resolve("lib"));
    Files.copy(agent.resolve("gapwatch.jar"), tree.resolve("gapwatch.jar"));
    for (Path jar : children(agent.resolve("lib"))) {
      if (jar.toString().endsWith(".jar")) {
        NativeLibraries.copyWithout(ofAllPlatforms(jar), lib);
      }
    }
    Path folder = Files.createDirectories(tree.resolve("config"));
    if (Files.isDirectory(config)) {
      for (Path file : children(config)) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path bin = Files.createDirectories(tree.resolve("bin"));
    for (String program : PROGRAMS) {
      try (InputStream script = Packager.class.getResourceAsStream("/vm/" + program)) {
        Files.copy(script, bin.resolve(program));
      }
    }
  }

  /** The build takes the libraries of its own platform out of some jars, and keeps these whole. */
  private Path ofAllPlatforms(Path jar) {
    Path whole = agent.resolve("all-platforms").resolve(jar.getFileName());
    return Files.isRegularFile(whole) ? whole : jar;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
