package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.cloud.ProviderPlugin;
import io.gapwatch.infra.cloud.StandInCloud;
import io.gapwatch.infra.config.SettingsFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain {@code pulumi up} on a fresh clone, built by what Pulumi itself runs. */
class PulumiUpIT {
  private static final Path CLONE_ME = Path.of("..");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final StandInCloud cloud = new StandInCloud();

  @Test
  void aFreshCloneIsBuiltAndBroughtUp() throws Exception {
    assumeTrue(Site.cli().isPresent(), "pulumi is not on the PATH: infra/tools/pulumi/install");
    Path clone = freshClone();
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("state"));

    try (LanguageHostStandIn host = LanguageHostStandIn.start(bin);
        ProviderPlugin plugin = ProviderPlugin.start(cloud, bin, clone.resolve("infra"));
        DopplerStandIn doppler = new DopplerStandIn()) {
      assertThat(List.of(host, plugin)).doesNotContainNull();
      SettingsFixture.settings().secrets().names().forEach(name -> doppler.secrets.put(name, "x"));
      pulumi(clone, "stack", "init", "dev");
      pulumi(clone, "config", "set", "tenancyId", SettingsFixture.TENANCY);
      pulumi(clone, "config", "set", "dopplerApi", doppler.address());
      pulumi(clone, "config", "set", "--secret", "dopplerToken", "dp.st.hunter2");

      String refused = pulumi(clone, 1, "up", "--yes", "--skip-preview");
      assertThat(refused).contains("there is no release to deploy", "scripts/gapctl package");
      assertThat(cloud.writes()).isZero();

      Path release = clone.resolve("infra/target/release/gapwatch.tar.gz");
      Files.createDirectories(release.getParent());
      Files.writeString(release, "content");
      pulumi(clone, "up", "--yes", "--skip-preview");
      assertThat(cloud.all("oci:Core/instance:Instance")).hasSize(1);
      pulumi(clone, "up", "--yes", "--skip-preview", "--expect-no-changes");
      pulumi(clone, "destroy", "--yes", "--skip-preview");
      assertThat(cloud.count()).isZero();
    }
  }

  private Path freshClone() throws IOException {
    Path clone = folder.resolve("clone");
    Files.createDirectories(clone.resolve("infra/src/main"));
    Files.createDirectories(clone.resolve(".mvn"));
    for (String file : List.of("Pulumi.yaml", "pom.xml", ".mvn/jvm.config", "infra/pom.xml")) {
      Files.copy(CLONE_ME.resolve(file), clone.resolve(file));
    }
    Path sources = CLONE_ME.resolve("infra/src/main");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.toList()) {
        // Parents come before their children.
        Path copy = clone.resolve("infra/src/main").resolve(sources.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return clone;
  }

  private String pulumi(Path clone, String... arguments) throws Exception {
    return pulumi(clone, 0, arguments);
  }

  private String pulumi(Path clone, int expected, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("pulumi"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--non-interactive", "--color", "never"));
    ProcessBuilder pulumi = new ProcessBuilder(command).directory(clone.toFile());
    pulumi.environment().putAll(Site.environment(folder, folder.resolve("bin")));
    Path log = folder.resolve("pulumi.log");
    int code = pulumi.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    assertThat(code).as("%s%n%s", command, Files.readString(log)).isEqualTo(expected);
    return Files.readString(log);
  }
}
