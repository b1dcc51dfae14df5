package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a release for the VM holds. */
class PackagerTest extends BuiltAgent {
  @Test
  void theArchiveHoldsTheAgentForOnePlatform() throws Exception {
    Path tree = unpacked(pack("release.tar.gz"));

    assertThat(tree.resolve("bin/gapwatch")).isExecutable();
    assertThat(tree.resolve("bin/gapwatch-update")).isExecutable();
    assertThat(tree.resolve("bin/share-classes")).isExecutable();
    assertThat(tree.resolve("gapwatch.jar")).exists();
    assertThat(tree.resolve("packages")).content().contains("\nopenjdk-17-jre-headless\n");
    assertThat(tree.resolve("config/gapwatch.yaml")).content().startsWith("version: 1\n");
    assertThat(tree.resolve("config/query.sql")).hasContent("SELECT 1\n");
    assertThat(tree.resolve("lib/duckdb/libduckdb_java.so_linux_arm64"))
        .hasContent("duckdb-2.0.0.1.jar libduckdb_java.so_linux_arm64");
    assertThat(entries(tree.resolve("lib/duckdb/duckdb_jdbc.jar")))
        .containsExactly("org/duckdb/DuckDBDriver.class");
    assertThat(entries(tree.resolve("lib/sqlite-jdbc-3.50.3.0.jar")))
        .containsExactly("org/sqlite/JDBC.class");
    assertThat(tree.resolve("lib/libsqlitejdbc.so"))
        .hasContent("org/sqlite/native/Linux/aarch64/libsqlitejdbc.so");
  }

  @Test
  void aConfigurationThatIsNotThereIsSaid() throws IOException {
    Files.delete(config.resolve("chain.yaml"));

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gapwatch:agentConfig");
  }

  @Test
  void theSameContentIsTheSameArchive() throws IOException {
    Path first = pack("first.tar.gz");
    Files.setLastModifiedTime(agent.resolve("gapwatch.jar"), FileTime.fromMillis(0));
    Files.setLastModifiedTime(config.resolve("chain.yaml"), FileTime.fromMillis(0));

    assertThat(pack("second.tar.gz")).hasSameBinaryContentAs(first);
  }

  @Test
  void anotherConfigurationIsAnotherArchive() throws IOException {
    String first = Sha256.of(pack("first.tar.gz"));
    Files.writeString(config.resolve("chain.yaml"), "version: 1 # changed\n");

    assertThat(Sha256.of(pack("second.tar.gz"))).isNotEqualTo(first);
  }

  @Test
  void modesAreKept() throws Exception {
    mode("query.sql", "rw-------");
    Files.writeString(config.resolve("look"), "#!/bin/sh");
    mode("look", "rwxrwxr-x");

    Path tree = unpacked(pack("x.tar.gz"));

    assertThat(mode(tree.resolve("config/query.sql"))).isEqualTo("rw-------");
    assertThat(mode(tree.resolve("config/look"))).isEqualTo("rwxr-xr-x");
    assertThat(mode(tree.resolve("config/gapwatch.yaml"))).isEqualTo("rw-r--r--");
  }

  @Test
  void hiddenFilesBesideTheConfigurationStayAtHome() throws Exception {
    Files.writeString(config.resolve(".env"), "PUSHOVER_TOKEN=hunter2");

    assertThat(unpacked(pack("x.tar.gz")).resolve("config/.env")).doesNotExist();
  }

  @Test
  void theContainersAreASignedArchiveOfTheirOwnWithoutSecretsAndBringTheirPackages()
      throws Exception {
    ReleaseKey key = ReleaseKey.make(folder.resolve("release-key.pem"));
    Path archive = folder.resolve("x.tar.gz");
    Packager packager =
        new Packager(
            agent,
            config.resolve("chain.yaml"),
            Platform.LINUX_ARM64,
            false,
            Optional.of(new Packager.Containers(new StackBundle(Path.of("../stack")), key)));
    packager.pack(archive);
    String first = Sha256.of(archive);
    packager.pack(archive);

    assertThat(Sha256.of(archive)).isEqualTo(first);
    Path release = unpacked(archive);
    assertThat(release.resolve("packages")).content().endsWith("docker.io\ndocker-compose-v2\n");
    assertThat(release.resolve("stack.tar.gz.signature"))
        .hasContent(
            key.sign("gapwatch-stack\n%s\n".formatted(Sha256.of(release.resolve("stack.tar.gz"))))
                + "\n");
    Path stack = unpacked(release.resolve("stack.tar.gz"));
    assertThat(stack.resolve("compose.yaml")).exists();
    assertThat(stack.resolve("bin/gapwatch-stack")).isExecutable();
    assertThat(stack.resolve("secrets")).doesNotExist();
  }

  @Test
  void aConfigurationAmongTheProjectsFilesIsRefused() throws IOException {
    Files.writeString(config.resolve("Pulumi.yaml"), "name: gapwatch");

    assertThatThrownBy(() -> pack("x.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("move it into config/");
  }

  private void mode(String name, String mode) throws IOException {
    Files.setPosixFilePermissions(config.resolve(name), PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
