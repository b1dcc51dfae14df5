package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent as a build leaves it, and a configuration beside others: what a release is packed from.
 */
abstract class BuiltAgent {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  Path agent = Path.of("");
  Path config = Path.of("");

  @BeforeEach
  final void build() throws IOException {
    agent = folder.resolve("agent");
    config = folder.resolve("config");
    Files.createDirectories(agent.resolve("lib"));
    Files.createDirectories(agent.resolve("all-platforms"));
    Files.createDirectories(config);
    configure("{url: chain.duckdb, type: duckdb}");
    Files.writeString(config.resolve("query.sql"), "SELECT 1\n");
    Files.writeString(config.resolve("gapwatch.yaml"), "not the chosen one\n");
    agent("lib/sqlite-jdbc-3.50.3.0.jar");
    driver("duckdb-2.0.0.1.jar");
    driver("motherduck-1.5.6.0.jar");
    jar(
        agent.resolve("lib/sqlite-jdbc-3.50.3.0.jar"),
        "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
        "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
        "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib",
        "org/sqlite/native/Windows/x86/sqlitejdbc.dll",
        "org/sqlite/JDBC.class");
  }

  final void configure(String source) throws IOException {
    Files.writeString(config.resolve("chain.yaml"), "version: 1\nsources: {s: " + source + "}\n");
  }

  final Path pack(String name) {
    return pack(name, false);
  }

  final Path pack(String name, boolean withSecrets) {
    Path archive = folder.resolve(name);
    new Packager(agent, config.resolve("chain.yaml"), Platform.LINUX_ARM64, withSecrets)
        .pack(archive);
    return archive;
  }

  final Path unpacked(Path archive) throws Exception {
    return unpacked("tar", "-xzf", archive.toString(), "-C", folder + "/tree");
  }

  final Path unpacked(String... command) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return tree;
  }

  private void agent(String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    manifest.getMainAttributes().putValue("Driver-duckdb", "duckdb-2.0.0.1.jar");
    manifest.getMainAttributes().putValue("Driver-motherduck", "motherduck-1.5.6.0.jar");
    try (OutputStream out = Files.newOutputStream(agent.resolve("gapwatch.jar"))) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private void driver(String name) throws IOException {
    try (OutputStream out = Files.newOutputStream(agent.resolve("all-platforms").resolve(name));
        JarOutputStream jar = new JarOutputStream(out)) {
      for (String entry :
          List.of(
              "org/duckdb/DuckDBDriver.class",
              "libduckdb_java.so_linux_amd64",
              "libduckdb_java.so_macos_arm64",
              "libduckdb_java.so_linux_arm64")) {
        jar.putNextEntry(new JarEntry(entry));
        jar.write((name + " " + entry).getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
  }

  static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }

  static void jar(Path file, String... entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (String entry : entries) {
        jar.putNextEntry(new JarEntry(entry));
        jar.write(entry.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
  }
}
