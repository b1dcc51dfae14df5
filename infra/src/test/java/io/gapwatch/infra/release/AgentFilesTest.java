package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken of a build: the drivers and libraries that the VM needs. */
class AgentFilesTest extends BuiltAgent {
  @Test
  void theVmsLibrariesAreNotThoseOfTheBuildingMachine() throws Exception {
    Path built = Files.createDirectories(agent.resolve("lib/duckdb"));
    Files.writeString(built.resolve("libduckdb_java.so_linux_amd64"), "of the building one");
    Files.writeString(agent.resolve("lib/libsqlitejdbc.so"), "of the building one");

    Path lib = unpacked(pack("release.tar.gz")).resolve("lib");

    assertThat(lib.resolve("duckdb/libduckdb_java.so_linux_arm64")).exists();
    assertThat(lib.resolve("duckdb/libduckdb_java.so_linux_amd64")).doesNotExist();
    assertThat(lib.resolve("libsqlitejdbc.so"))
        .hasContent("org/sqlite/native/Linux/aarch64/libsqlitejdbc.so");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: duckdb, url: chain.duckdb} | duckdb",
        "{type: duckdb, url: 'md:mainnet', token: '${secret:MD}'} | motherduck",
        "{type: duckdb, url: '${env:CHAIN}'} | duckdb motherduck",
        "{type: postgres, url: '${secret:MD}'} | ''",
      })
  void driversAreThoseThatTheConfigurationNeeds(String source, String drivers) throws Exception {
    configure(source);
    assertThat(drivers()).isEqualTo(drivers.equals("''") ? "" : drivers);
  }

  @Test
  void driversAreThoseOfAllConfigurationsThatAreShipped() throws Exception {
    configure("{type: duckdb, url: 'md:mainnet', token: '${secret:MD}'}");
    Files.writeString(
        config.resolve("other.yml"), "sources: {e: {type: duckdb, url: chain.duckdb}}");
    assertThat(drivers()).isEqualTo("duckdb motherduck");
  }

  @Test
  void whatCannotBeReadMayNeedBoth() throws Exception {
    Files.writeString(config.resolve("chain.yaml"), "sources: {e: {type: duckdb");
    // Nobody can say that it holds no secrets.
    assertThatThrownBy(this::drivers).isInstanceOf(InfraException.class);
    assertThat(driversOf(pack("release.tar.gz", true))).isEqualTo("duckdb motherduck");
  }

  private String drivers() throws Exception {
    return driversOf(pack("release.tar.gz"));
  }

  private String driversOf(Path release) throws Exception {
    Path lib = unpacked(release).resolve("lib");
    try (Stream<Path> folders = Files.list(lib)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }

  @Test
  void whatAnEarlierBuildLeftIsNotShipped() throws Exception {
    jar(agent.resolve("lib/oci-java-sdk-common-3.79.0.jar"), "com/oracle/bmc/Region.class");

    assertThat(unpacked(pack("release.tar.gz")).resolve("lib"))
        .isDirectoryNotContaining(file -> file.toString().contains("oci-java-sdk"));
  }

  @Test
  void aLibraryThatIsNowhereIsSaid() throws IOException {
    jar(agent.resolve("all-platforms/duckdb-2.0.0.1.jar"), "org/duckdb/DuckDBDriver.class");

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("has no libduckdb_java.so_linux_arm64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Driver-duckdb", "Class-Path"})
  void anAgentOfAnotherTimeIsSaid(String entry) throws IOException {
    Path jar = agent.resolve("gapwatch.jar");
    Manifest manifest;
    try (JarFile file = new JarFile(jar.toFile())) {
      manifest = file.getManifest();
    }
    assertThat(manifest.getMainAttributes().remove(new Attributes.Name(entry))).isNotNull();
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining(
            "built from a different version than this program: its gapwatch.jar has no entry "
                + entry)
        .hasMessageEndingWith("build it again: mvn -q -pl agent -DskipTests package");
  }

  @Test
  void anAgentThatIsDamagedIsSaid() throws IOException {
    Files.writeString(agent.resolve("gapwatch.jar"), "half of it");

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gapwatch.jar could not be read")
        .hasMessageContaining("build it again");
  }

  @Test
  void anAgentThatIsNotBuiltIsSaid() throws IOException {
    Files.delete(agent.resolve("gapwatch.jar"));

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("mvn -q -pl agent");
  }
}
