package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/gapctl}, on machines that lack something. */
class LauncherTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path clone;

  @Test
  void withoutJavaItSaysWhatItNeeds() throws Exception {
    assertThat(launch("true"))
        .isEqualTo(
            """
            gapctl: java is not on the PATH; JDK 17 or newer and Maven 3.8 or newer are required
            2
            """);
  }

  @Test
  void withoutMavenItSaysWhatItNeeds() throws Exception {
    assertThat(
            launch(
                "printf '#!/bin/sh\\nexit 1\\n' >$clone/basics/java; chmod +x $clone/basics/java"))
        .isEqualTo(
            """
            gapctl: mvn is not on the PATH; JDK 17 or newer and Maven 3.8 or newer are required
            2
            """);
  }

  @Test
  void aBuildSaysHowFarItIsAndAFailureWhy() throws Exception {
    String maven =
        "#!/bin/sh\\nfor i in $(seq 100); do echo Downloaded from central; done\\n"
            + "echo [INFO] --- compiler:3.14.0:compile \"(default-compile)\" @ infra ---\\n"
            + "echo [ERROR] no space left\\nexit 1\\n";
    assertThat(
            launch(
                "PATH=$clone:$PATH:/usr/bin:/bin; printf '%s' >$clone/mvn; cp $clone/mvn $clone/java; chmod +x $clone/mvn $clone/java"
                    .formatted(maven.replace("'", "'\\''"))))
        .containsSubsequence(
            "gapctl: building (",
            "gapctl:   100 files of Maven Central\n",
            "gapctl:   compiling\n",
            "[ERROR] no space left\n",
            "gapctl: the build failed;")
        .doesNotContain("[INFO]");
  }

  /** While it is built, not afterwards: Maven is held until somebody has read it. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void howFarABuildIsIsSaidAtOnce() throws Exception {
    Path scripts = Files.createDirectories(clone.resolve("scripts"));
    Files.copy(Path.of("../scripts/build"), scripts.resolve("build"));
    Path hold = clone.resolve("hold");
    assertThat(new ProcessBuilder("mkfifo", hold.toString()).start().waitFor()).isZero();
    Path maven = clone.resolve("mvn");
    Files.writeString(
        maven,
        "#!/bin/sh\necho '[INFO] --- compiler:3.14.0:compile (default-compile) @ infra ---'\n"
            + "cat %s >/dev/null\n".formatted(hold));
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder("bash", scripts.resolve("build").toString(), "gapctl", "infra");
    builder.environment().merge("PATH", clone.toString(), (path, first) -> first + ":" + path);

    Process build = builder.redirectErrorStream(true).start();

    try (BufferedReader said = build.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).startsWith("gapctl: building (");
      assertThat(said.readLine()).isEqualTo("gapctl:   compiling");
      Files.writeString(hold, "");
      assertThat(build.waitFor()).isZero();
    } finally {
      build.descendants().forEach(ProcessHandle::destroy);
    }
  }

  @Test
  void aBuildThatFailsIsNoSuccess() throws Exception {
    assertThat(
            launch(
                "PATH=$clone:$PATH; printf '#!/bin/sh\\n"
                    + "exit 1\\n"
                    + "' >$clone/mvn; cp $clone/mvn $clone/java; chmod +x $clone/mvn $clone/java"))
        .endsWith(
            "gapctl: the build failed; JDK 17 or newer and Maven 3.8 or newer are required\n2\n");
  }

  /** What a fresh clone's launcher prints, and its exit code, with Debian's basics on the PATH. */
  private String launch(String preparation) throws Exception {
    Path scripts = Files.createDirectories(clone.resolve("scripts"));
    for (String each : List.of("gapctl", "build")) {
      Files.copy(Path.of("../scripts", each), scripts.resolve(each));
    }
    String script =
        """
        clone=%s
        mkdir $clone/basics
        for each in bash cat chmod cp dirname env find grep mktemp printf readlink rm; do ln -s $(command -v $each) $clone/basics; done
        export PATH=$clone/basics
        %s
        bash $clone/scripts/gapctl plan
        echo $?
        """
            .formatted(clone, preparation);
    Process process = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
