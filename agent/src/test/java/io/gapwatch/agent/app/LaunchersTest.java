package io.gapwatch.agent.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that start the program, where cron calls them: nobody has set a locale. */
class LaunchersTest {
  private static final Path CLONE = Path.of("..");

  private final Path home;

  LaunchersTest(@TempDir Path home) {
    this.home = home;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scripts/gapwatch",
        "scripts/debian/launcher",
        "infra/src/main/resources/vm/gapwatch"
      })
  void javaGetsALocaleThatReadsUtf8(String launcher) throws Exception {
    Path script = install(launcher);

    assertThat(locale(script, Map.of())).contains("locale:C.UTF-8;");
    assertThat(locale(script, Map.of("LC_ALL", "POSIX"))).contains("locale:C.UTF-8;");
    assertThat(locale(script, Map.of("LANG", "en_US.UTF-8"))).contains("locale:;");
  }

  @Test
  void theInstalledOneDoesTheSame() throws IOException {
    String ours = Files.readString(CLONE.resolve("scripts/gapwatch"));
    String lines = ours.substring(ours.indexOf("run=(java)"), ours.indexOf(" -jar"));

    assertThat(Files.readString(CLONE.resolve("scripts/install")).replace("\\$", "$"))
        .contains(lines);
  }

  /** A copy of it, with a jar beside it that needs no build, and a java that tells its locale. */
  private Path install(String launcher) throws IOException {
    Path folder = Files.createDirectory(home.resolve("scripts"));
    Files.createDirectories(home.resolve("agent/src/main"));
    Files.createDirectories(home.resolve("agent/target"));
    for (String file : new String[] {"pom.xml", "agent/pom.xml", "agent/target/gapwatch.jar"}) {
      Files.writeString(home.resolve(file), "");
    }
    executable(folder.resolve("share-classes"), "#!/bin/sh\n");
    Files.createDirectories(home.resolve("bin"));
    executable(home.resolve("bin/share-classes"), "#!/bin/sh\n");
    Files.createDirectory(home.resolve("java"));
    executable(home.resolve("java/java"), "#!/bin/sh\necho \"locale:$LC_ALL;\"\n");
    return executable(folder.resolve("gapwatch"), Files.readString(CLONE.resolve(launcher)));
  }

  private static Path executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private String locale(Path script, Map<String, String> variables) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "version");
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put("PATH", home.resolve("java") + ":/usr/bin:/bin");
    builder.environment().put("HOME", home.toString());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }
}
