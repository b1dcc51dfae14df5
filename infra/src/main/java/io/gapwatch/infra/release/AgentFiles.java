package io.gapwatch.infra.release;

import io.gapwatch.infra.config.DuckDbUse;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The agent as it was built, and its libraries for one platform.
 *
 * @param built the folder with {@code gapwatch.jar} and {@code lib}
 */
record AgentFiles(Path built, Platform platform) {
  private static final String JAR = "gapwatch.jar";
  private static final String BUILD = "; build it again: mvn -q -pl agent -DskipTests package";

  /**
   * Refuses an agent that is not there.
   *
   * @throws InfraException with the command that builds it
   */
  void needed() {
    if (!Files.isRegularFile(built.resolve(JAR))) {
      throw new InfraException(
          "no agent at " + built + "; build it: mvn -q -pl agent -DskipTests package");
    }
  }

  /**
   * Lays {@code gapwatch.jar} and {@code lib} into a folder, with the drivers that are used.
   *
   * @throws InfraException if the agent is not whole, or was built from a different version than
   *     this program
   */
  void lay(Path tree, DuckDbUse use) throws IOException {
    Files.copy(built.resolve(JAR), tree.resolve(JAR));
    Path lib = Files.createDirectories(tree.resolve("lib"));
    NativeLibraries natives = new NativeLibraries(platform);
    Attributes manifest = manifest();
    String libraries = named(manifest, Attributes.Name.CLASS_PATH.toString());
    // Those that the agent names: beside them lie those of earlier builds.
    for (String name : libraries.split(" ", -1)) {
      natives.copyWithout(built.resolve(name), lib);
    }
    if (use.files()) {
      layDriver(manifest, "duckdb", lib);
    }
    if (use.motherDuck()) {
      layDriver(manifest, "motherduck", lib);
    }
  }

  /** A driver of DuckDB in a folder of its own, where the agent looks for it. */
  private void layDriver(Attributes manifest, String name, Path lib) throws IOException {
    Path jar = built.resolve("all-platforms").resolve(named(manifest, "Driver-" + name));
    Path folder = Files.createDirectories(lib.resolve(name));
    if (Files.isRegularFile(jar)) {
      new NativeLibraries(platform).copyWithout(jar, folder, "duckdb_jdbc.jar");
    }
    if (platform.duckDb().stream().noneMatch(each -> Files.exists(folder.resolve(each)))) {
      throw new InfraException(
          "the agent at %s has no %s%s"
              .formatted(built, String.join(" or ", platform.duckDb()), BUILD));
    }
  }

  /** An entry that every agent of this time has. */
  private String named(Attributes manifest, String entry) {
    return Optional.ofNullable(manifest.getValue(entry))
        .orElseThrow(
            () ->
                new InfraException(
                    "the agent at %s was built from a different version than this program: its %s has no entry %s%s"
                        .formatted(built, JAR, entry, BUILD)));
  }

  private Attributes manifest() {
    try (JarFile jar = new JarFile(built.resolve(JAR).toFile())) {
      return Optional.ofNullable(jar.getManifest()).orElseGet(Manifest::new).getMainAttributes();
    } catch (IOException e) {
      throw new InfraException(
          "%s could not be read (%s)%s".formatted(built.resolve(JAR), e.getMessage(), BUILD), e);
    }
  }
}
