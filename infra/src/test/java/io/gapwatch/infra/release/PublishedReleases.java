package io.gapwatch.infra.release;

import io.gapwatch.infra.OnPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Signed releases of the real agent with the containers, where a new machine finds them. */
final class PublishedReleases {
  /** What the build leaves of the agent. */
  static final Path AGENT = Path.of("../agent/target");

  /** What is not of this test's network is left out; the rest is as on the VM. */
  private static final String CONFIG =
      """
      version: 1
      state: /var/lib/gapwatch
      secrets: {from: oci-vault, vault: "${env:GAPWATCH_VAULT}"}
      sources:
        data: {type: duckdb, url: data.duckdb}
      jobs:
        chain:
          schedule: "* * * * *"
          checks:
            - {id: blocks, type: sql, source: data, query: SELECT count(*) FROM blocks, warning: ">10"}
      keepAlive: {schedule: "* * * * *", burst: 2m}
      """;

  private static final String DATABASE =
      """
      import java.sql.DriverManager;
      class Database {
        public static void main(String[] file) throws Exception {
          try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file[0]);
              var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE blocks AS SELECT 1 AS number");
          }
        }
      }
      """;

  private final Path folder;
  private final Path www;
  private final ReleaseKey key;

  /**
   * Nothing yet.
   *
   * @param folder for what is made on the way
   * @param www what the machine's network serves
   */
  PublishedReleases(Path folder, Path www) {
    this.folder = folder;
    this.www = www;
    this.key = ReleaseKey.make(folder.resolve("release-key.pem"));
  }

  String publicKey() {
    return key.publicKey();
  }

  /** The release that the machine begins with, others that come later, and Debian packages. */
  void publish() throws Exception {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(config.resolve("machine.yaml"), CONFIG);
    Files.copy(Path.of("../config/ethereum.yaml"), config.resolve("ethereum.yaml"));
    Path program = Files.writeString(folder.resolve("Database.java"), DATABASE);
    String database = config.resolve("data.duckdb").toString();
    Said.by(
        folder, "java", "-cp", AGENT.resolve("lib/duckdb") + "/*", program.toString(), database);
    Path archive = folder.resolve("release.tar.gz");
    StackBundle stack = new StackBundle(Path.of("../stack"));
    new Packager(
            AGENT,
            config.resolve("machine.yaml"),
            platform(),
            false,
            Optional.of(new Packager.Containers(stack, key)))
        .pack(archive);

    publish("opc/v2/instance", archive);
    publish("two", withOneMorePackage(archive, "gapwatch-extra"));
    publish("three", withOneMorePackage(archive, "gapwatch-none"));
    publish("four", withMoreIn(archive, "prometheus/prometheus.yml", "# more\n"));
    publish("five", withMoreIn(archive, "compose.yaml", "broken: yes\n"));
    publishPackage("gapwatch-extra", Map.of());
    publishPackage(
        "docker.io",
        Map.of("usr/bin/docker", Path.of("src/test/resources/vm/docker").toAbsolutePath()));
    publishPackage(
        "docker-compose-v2",
        Map.of(
            "usr/libexec/docker/cli-plugins/docker-compose",
            OnPath.find("docker-compose").orElseThrow()));
  }

  /** Lays the archive into the bucket, and where a machine finds it into the metadata. */
  private void publish(String metadata, Path archive) throws IOException {
    String sha256 = Sha256.of(archive);
    ReleaseArchive release =
        new ReleaseArchive(
            archive.toString(), sha256, ReleaseSignature.of(sha256, key, Instant.EPOCH));
    Path object = www.resolve("o").resolve(release.objectName());
    Files.createDirectories(object.getParent());
    Files.copy(archive, object);
    String manifest = "o/" + release.sha256() + ".json";
    Files.writeString(www.resolve(manifest), release.manifest());
    Files.writeString(
        Files.createDirectories(www.resolve(metadata)).resolve("index.html"),
        ReleaseServer.document(
            "http://169.254.169.254/expired.json",
            "ocid1.vault.oc1..1",
            "{\"gapwatch_current_manifest\" : \"http://169.254.169.254/%s\"}".formatted(manifest)));
  }

  private Path withOneMorePackage(Path archive, String name) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("with-" + name));
    Said.by(folder, "tar", "-xzf", archive.toString(), "-C", tree.toString());
    Files.writeString(tree.resolve("packages"), name + "\n", StandardOpenOption.APPEND);
    Path more = folder.resolve(name + ".tar.gz");
    pack(tree, more);
    return more;
  }

  /** Less small than a release, and made in a fraction of the time. */
  private void pack(Path tree, Path archive) throws Exception {
    Said.by(folder, "tar", "-I", "gzip -1", "-cf", archive.toString(), "-C", tree.toString(), ".");
  }

  /** Whose containers have one file with more in it. */
  private Path withMoreIn(Path archive, String file, String more) throws Exception {
    Path tree = Files.createTempDirectory(folder, "more");
    Said.by(folder, "tar", "-xzf", archive.toString(), "-C", tree.toString());
    Path stack = Files.createTempDirectory(folder, "stack");
    Said.by(folder, "cp", "-r", Path.of("../stack").toAbsolutePath() + "/.", stack.toString());
    Files.writeString(stack.resolve(file), more, StandardOpenOption.APPEND);
    Files.delete(tree.resolve(StackBundle.ARCHIVE));
    Files.delete(tree.resolve(StackBundle.ARCHIVE + ".signature"));
    new StackBundle(stack).lay(tree, key);
    Path changed = tree.resolveSibling(tree.getFileName() + ".tar.gz");
    pack(tree, changed);
    return changed;
  }

  /**
   * One more package in the machine's archive of Debian packages.
   *
   * @param files what it brings, by place; all are programs
   */
  private void publishPackage(String name, Map<String, Path> files) throws Exception {
    String control =
        """
        Package: %s
        Version: 1
        Architecture: all
        Maintainer: Gapwatch <gapwatch@example.org>
        Description: proves that a release brings packages
        """
            .formatted(name);
    Path tree = folder.resolve(name);
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.writeString(tree.resolve("DEBIAN/control"), control);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path program = tree.resolve(file.getKey());
      Files.createDirectories(program.getParent());
      Files.copy(file.getValue(), program);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path deb = Files.createDirectories(www.resolve("apt")).resolve(name + ".deb");
    Said.by(folder, "dpkg-deb", "-Znone", "--build", tree.toString(), deb.toString());
    Files.writeString(
        www.resolve("apt/Packages"),
        control
            + "Filename: ./%s.deb\nSize: %d\nSHA256: %s\n\n"
                .formatted(name, Files.size(deb), Sha256.of(deb)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static Platform platform() {
    return System.getProperty("os.arch").equals("aarch64")
        ? Platform.LINUX_ARM64
        : Platform.LINUX_X86_64;
  }
}
