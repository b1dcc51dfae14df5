package io.gapwatch.infra.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.config.InfraException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker Compose and we read the same, or both refuse. */
class SameAsComposeIT {
  private static final int FILES = 150;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeAll
  static void compose() throws Exception {
    DockerCompose.check();
  }

  @Test
  void generatedFilesAreReadAlike() throws Exception {
    Files.writeString(folder.resolve(".env"), GeneratedFiles.env());
    int accepted = 0;
    for (int seed = 0; seed < FILES; seed++) {
      String text = GeneratedFiles.of(seed);
      Path file = Files.writeString(folder.resolve("compose.yaml"), text);
      Optional<Map<String, DockerCompose.Reading>> theirs =
          DockerCompose.read(folder, "-f", "compose.yaml", "--profile", "night");

      assertThat(ours(List.of(file), Set.of("night")))
          .as("seed %d%n%s", seed, text)
          .isEqualTo(theirs);

      accepted += theirs.isPresent() ? 1 : 0;
    }
    assertThat(accepted).isBetween(FILES / 4, FILES * 9 / 10);
  }

  @Test
  void filesLaidOverEachOtherAreReadAlike() throws Exception {
    Path base =
        Files.writeString(
            folder.resolve("base.yaml"),
            """
            include: [other/compose.yaml]
            services:
              a:
                image: example/a:1
                mem_limit: 1g
                deploy: {replicas: 2, resources: {limits: {cpus: "0.5", memory: 1g}}}
                cpus: 0.5
              b: {image: "example/b:1", mem_limit: 300m, healthcheck: {test: [CMD, ping]}}
            """);
    Path top =
        Files.writeString(
            folder.resolve("top.yaml"),
            """
            services:
              a:
                mem_limit: !reset null
                deploy: {resources: {limits: {memory: 2g}}}
              b:
                healthcheck: !override {disable: true}
                deploy: !reset {}
              c:
                extends: {file: shared.yaml, service: root}
                deploy: {replicas: 4}
            """);
    Files.writeString(
        folder.resolve("shared.yaml"),
        """
        services:
          root:
            extends: deeper
            mem_reservation: 10m
          deeper: {image: "example/c:1", deploy: {replicas: 9, resources: {limits: {memory: "${M}"}}}}
        """);
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("other/.env"), "M=77m\n");
    Files.writeString(
        folder.resolve("other/compose.yaml"),
        "services: {d: {image: 'example/d:1', mem_limit: '${M:-1m}'}}\n");
    Files.writeString(folder.resolve(".env"), "M=33m\n");

    Optional<Map<String, DockerCompose.Reading>> theirs =
        DockerCompose.read(folder, "-f", "base.yaml", "-f", "top.yaml");

    assertThat(theirs).isPresent();
    assertThat(ours(List.of(base, top), Set.of())).isEqualTo(theirs);
    assertThat(theirs.orElseThrow().keySet()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void variablesOfOtherFilesAreReadAlike() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("compose.yaml"),
            "services: {a: {image: 'x:1', mem_limit: '${M:-1g}', cpus: '${CORES:-1}', scale: '${COPIES:-1}'}}");
    Files.writeString(folder.resolve(".env"), "M=2g\n");
    Path one = Files.writeString(folder.resolve("one.env"), "COPIES=2\nX=0\nCORES=${X}.7\n");
    Path two = Files.writeString(folder.resolve("two.env"), "COPIES=3\n");

    for (List<Path> some : List.of(List.of(one), List.of(one, two), List.of(two, one))) {
      List<String> arguments = new ArrayList<>(List.of("-f", "compose.yaml"));
      some.forEach(each -> arguments.addAll(List.of("--env-file", each.toString())));
      Optional<Map<String, DockerCompose.Reading>> theirs =
          DockerCompose.read(folder, arguments.toArray(String[]::new));

      assertThat(theirs).isPresent();
      assertThat(readings(Project.read(List.of(file), Set.of(), Map.of(), some))).isEqualTo(theirs);
    }
    assertThat(DockerCompose.read(folder, "--env-file", "none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "services: {a: {image: 'x:1', depends_on: [b]}}",
        "services: {a: {image: 'x:1', networks: [b]}}",
        "services: {a: {image: 'x:1', volumes: ['data:/data']}}",
        "services: {a: {image: 'x:1', secrets: [b]}}",
        "services: {a: {mem_limit: 1g}}",
        "services: {a: {image: 'x:1'}, a: {image: 'x:1'}}",
        "services: {a: {image: 'x:1', extends: b}}",
        "services: {a: {image: 'x:1', extends: b}, b: {extends: a, image: 'x:1'}}",
        "services: {a: {image: 'x:${UNSET:?needed}'}}",
        "services: {a: {image: 'x:${'}}",
        "services: {a: {image: 'x:1', profiles: [off]}}",
        "services: {a: null}",
        "services: [a]",
        "service: {a: {image: 'x:1'}}",
        "services: {a: {image: 'x:1', cpus: 0.5, deploy: {resources: {limits: {memory: 1g}}}}}",
        "- a",
        "services: {a: {image: 'x:1'",
      })
  void whatComposeRefusesWeRefuse(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("compose.yaml"), text);

    assertThat(DockerCompose.read(folder, "-f", "compose.yaml")).isEmpty();
    assertThat(ours(List.of(file), Set.of())).isEmpty();
  }

  private static Optional<Map<String, DockerCompose.Reading>> ours(
      List<Path> files, Set<String> profiles) {
    try {
      return readings(Project.read(files, profiles, Map.of()));
    } catch (InfraException refused) {
      assertThat(refused).hasMessageNotContaining("Exception");
      return Optional.empty();
    }
  }

  private static Optional<Map<String, DockerCompose.Reading>> readings(Project project) {
    Map<String, DockerCompose.Reading> services = new TreeMap<>();
    for (Service each : project.services()) {
      services.put(
          each.name(),
          new DockerCompose.Reading(
              each.replicas(),
              each.limits().bytes(),
              DockerCompose.rounded(each.limits().cores()),
              each.reservations().bytes(),
              DockerCompose.rounded(each.reservations().cores()),
              each.probe().isPresent()));
    }
    return Optional.of(services);
  }
}
