package io.gapwatch.infra.release;

import io.gapwatch.infra.config.DuckDbUse;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The agent for people without a clone: an archive to unpack anywhere, with the installer in it. It
 * has no configuration, and so all drivers.
 *
 * @param root the clone where the agent was built
 */
public record InstallArchive(Path root, Platform platform) {
  private static final String FOLDER = "gapwatch";
  private static final List<String> TEXTS = List.of("LICENSE", "README.md", "CHANGELOG.md");

  /**
   * Writes the archive; the end of its name says which kind.
   *
   * @throws InfraException when it is of no kind, the agent is not built, or the disk refuses
   */
  public void pack(Path archive) {
    String name = archive.toString();
    if (!name.endsWith(".tar.gz") && !name.endsWith(".zip")) {
      throw new InfraException(
          "%s is no name of an archive; it ends in .tar.gz or .zip".formatted(archive));
    }
    AgentFiles agent = new AgentFiles(root.resolve("agent/target"), platform);
    agent.needed();
    try {
      Files.createDirectories(archive.toAbsolutePath().getParent());
      Path tree = Files.createTempDirectory("gapwatch-archive");
      try {
        lay(agent, Files.createDirectory(tree.resolve(FOLDER)));
        if (name.endsWith(".zip")) {
          Zip.write(tree, archive);
        } else {
          TarGz.write(tree, archive);
        }
      } finally {
        Packager.remove(tree);
      }
    } catch (IOException e) {
      throw new InfraException("could not write " + archive + ": " + e.getMessage(), e);
    }
  }

  private void lay(AgentFiles agent, Path folder) throws IOException {
    agent.lay(folder, new DuckDbUse(true, true));
    Path scripts = root.resolve("scripts");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    copy(scripts.resolve("share-classes"), bin.resolve("share-classes"));
    copy(scripts.resolve("install"), folder.resolve("install"));
    for (String text : TEXTS) {
      copy(root.resolve(text), folder.resolve(text));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
