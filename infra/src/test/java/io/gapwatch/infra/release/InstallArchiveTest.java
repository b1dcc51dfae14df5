package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives for people, with an installer. */
class InstallArchiveTest extends BuiltAgent {
  /** Python's own way to unpack forgets the modes. */
  static final String UNZIP =
      """
      import os, sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as archive:
          for each in archive.infolist():
              os.chmod(archive.extract(each, sys.argv[2]), each.external_attr >> 16 & 0o777)
      """;

  @ParameterizedTest
  @CsvSource({
    "x.zip, LINUX_X86_64, libduckdb_java.so_linux_amd64, libsqlitejdbc.so",
    "x.tar.gz, LINUX_ARM64, libduckdb_java.so_linux_arm64, libsqlitejdbc.so",
    "x.zip, MACOS_ARM64, libduckdb_java.so_macos_arm64, libsqlitejdbc.dylib",
  })
  void anArchiveForPeopleHasTheInstallerAllDriversAndNoConfiguration(
      String name, Platform platform, String duckDb, String sqlite) throws Exception {
    Path clone = Files.createDirectory(folder.resolve("clone"));
    Files.createDirectory(clone.resolve("agent"));
    Files.move(agent, clone.resolve("agent/target"));
    Files.createDirectory(clone.resolve("scripts"));
    for (String file :
        List.of(
            "scripts/install", "scripts/share-classes", "LICENSE", "README.md", "CHANGELOG.md")) {
      Files.copy(Path.of("..", file), clone.resolve(file));
    }
    Path archive = folder.resolve(name);
    new InstallArchive(clone, platform).pack(archive);

    String[] unpack =
        name.endsWith(".zip")
            ? new String[] {"python3", "-c", UNZIP, archive.toString(), folder + "/tree"}
            : new String[] {"tar", "-xzf", archive.toString(), "-C", folder + "/tree"};
    Path tree = unpacked(unpack).resolve("gapwatch");
    assertThat(tree.resolve("install")).isExecutable();
    assertThat(tree.resolve("bin/share-classes")).isExecutable();
    assertThat(tree.resolve("LICENSE")).exists();
    assertThat(tree.resolve("config")).doesNotExist();
    assertThat(tree.resolve("lib/duckdb").resolve(duckDb)).exists();
    assertThat(tree.resolve("lib/motherduck").resolve(duckDb)).exists();
    assertThat(tree.resolve("lib").resolve(sqlite)).exists();
    byte[] first = Files.readAllBytes(archive);
    new InstallArchive(clone, platform).pack(archive);
    assertThat(archive).hasBinaryContent(first);
  }

  @Test
  void anArchiveOfNoKindIsRefused() {
    InstallArchive archive = new InstallArchive(folder, Platform.LINUX_X86_64);
    assertThatThrownBy(() -> archive.pack(folder.resolve("x.rar")))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("it ends in .tar.gz or .zip");
    assertThatThrownBy(() -> archive.pack(folder.resolve("x.zip")))
        .hasMessageContaining("build it: mvn -q -pl agent");
  }
}
