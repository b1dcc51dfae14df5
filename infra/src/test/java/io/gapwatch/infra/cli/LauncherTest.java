package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
            "gapctl: java is not on the PATH; JDK 17 or newer and Maven 3.8 or newer are required\n2\n");
  }

  @Test
  void aBuildThatFailsIsNoSuccess() throws Exception {
    assertThat(
            launch(
                "PATH=$clone:$PATH; printf '#!/bin/sh\\nexit 1\\n' >$clone/mvn; cp $clone/mvn $clone/java; chmod +x $clone/mvn $clone/java"))
        .endsWith(
            "gapctl: the build failed; JDK 17 or newer and Maven 3.8 or newer are required\n2\n");
  }

  /** What a fresh clone's launcher prints, and its exit code, with Debian's basics on the PATH. */
  private String launch(String preparation) throws Exception {
    Path scripts = Files.createDirectories(clone.resolve("scripts"));
    Files.copy(Path.of("../scripts/gapctl"), scripts.resolve("gapctl"));
    String script =
        """
        clone=%s
        mkdir $clone/basics
        for each in bash cat chmod cp dirname find mktemp printf readlink rm; do ln -s $(command -v $each) $clone/basics; done
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
