package io.gapwatch.infra.release;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of the containers, and the script that runs them, as one archive. In a release it has
 * a signature of its own, because root unpacks it on the VM, where the agent's user may write the
 * release.
 *
 * @param folder holds {@code compose.yaml}
 */
public record StackBundle(Path folder) {
  /** What the VM needs for it: names of packages of Ubuntu. */
  static final List<String> PACKAGES = List.of("docker.io", "docker-compose-v2");

  static final String ARCHIVE = "stack.tar.gz";

  private static final String SCRIPT = "gapwatch-stack";
  private static final Path SECRETS = Path.of("secrets");
  private static final Path TESTS = Path.of("prometheus/tests");

  /** Reads the folder. */
  public StackBundle {
    if (!Files.isRegularFile(folder.resolve("compose.yaml"))) {
      throw new InfraException("there is no compose.yaml in " + folder);
    }
  }

  /**
   * Writes the archive.
   *
   * @param withSecrets the files of {@code secrets/} as well
   * @throws InfraException when a file cannot be read; without them, also when one looks like a
   *     secret
   */
  public void write(Path archive, boolean withSecrets) {
    try {
      Path tree = Files.createTempDirectory("gapwatch-stack");
      try {
        List<Path> files = files(withSecrets);
        if (!withSecrets) {
          ShippedSecrets.refuse(files.stream().map(folder::resolve).toList());
        }
        for (Path file : files) {
          copy(file, tree);
        }
        Path script = Files.createDirectories(tree.resolve("bin")).resolve(SCRIPT);
        try (InputStream text = StackBundle.class.getResourceAsStream("/vm/" + SCRIPT)) {
          Files.copy(text, script);
        }
        TarGz.write(tree, archive);
      } finally {
        Packager.remove(tree);
      }
    } catch (IOException e) {
      throw new InfraException("could not pack " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Puts it, signed and without secrets, into a release. */
  void lay(Path release, ReleaseKey key) throws IOException {
    Path archive = release.resolve(ARCHIVE);
    write(archive, false);
    String statement = "gapwatch-stack\n%s\n".formatted(Sha256.of(archive));
    Files.writeString(release.resolve(ARCHIVE + ".signature"), key.sign(statement) + "\n");
  }

  private void copy(Path file, Path tree) throws IOException {
    Path to = tree.resolve(file);
    Files.createDirectories(to.getParent());
    Files.copy(folder.resolve(file), to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Relative to the folder; without hidden ones, and the tests of the rules. */
  private List<Path> files(boolean withSecrets) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(file -> !file.startsWith(TESTS))
          .filter(file -> withSecrets || !file.startsWith(SECRETS))
          .sorted()
          .toList();
    }
  }
}
