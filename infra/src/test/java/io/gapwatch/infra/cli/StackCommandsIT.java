package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gapctl stack} does with the containers of a VM. */
@Timeout(300)
class StackCommandsIT {
  private final ContainerVm vm;

  StackCommandsIT(@TempDir Path folder) throws IOException {
    vm = new ContainerVm(folder);
  }

  @AfterEach
  void stop() throws Exception {
    vm.stop();
  }

  @Test
  void upBringsTheFolderWithItsSecretsAndAgainRestartsOnlyWhatHasNewFiles() throws Exception {
    assertThat(vm.run("up", "--from", vm.stack().toString())).as(vm.said()).isZero();

    assertThat(vm.docker().calls()).containsExactly("docker compose up -d --wait --remove-orphans");
    Path there = vm.root().resolve("opt/gapwatch-stack");
    assertThat(there.resolve("compose.yaml"))
        .hasSameTextualContentAs(vm.stack().resolve("compose.yaml"));
    assertThat(there.resolve("secrets/slack-url")).hasContent("https://hooks.example/hunter2");
    assertThat(there.resolve("secrets/smtp-password")).isEmptyFile();
    assertThat(Files.readString(there.resolve("secrets/grafana-password"))).hasSize(24);
    assertThat(ContainerVm.mode(there.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(ContainerVm.mode(there.resolve("secrets/slack-url"))).isEqualTo("r--r--r--");
    assertThat(ContainerVm.mode(there.resolve("prometheus/prometheus.yml"))).isEqualTo("rw-r--r--");
    assertThat(vm.out())
        .contains("made a password for Grafana's user admin", "secrets/smtp-password is empty")
        .containsPattern("prometheus +running healthy")
        .doesNotContain("hunter2");
    String password = Files.readString(there.resolve("secrets/grafana-password"));

    Path rules = vm.stack().resolve("prometheus/rules/own.yml");
    Files.writeString(rules, "groups: []\n");
    Files.delete(vm.stack().resolve("secrets/slack-url"));
    assertThat(vm.run("up", "--from", vm.stack().toString())).isZero();

    assertThat(vm.docker().calls())
        .containsExactly(
            "docker compose up -d --wait --remove-orphans", "docker compose restart prometheus");
    assertThat(there.resolve("prometheus/rules/own.yml")).exists();
    assertThat(there.resolve("secrets/slack-url")).hasContent("https://hooks.example/hunter2");
    assertThat(there.resolve("secrets/grafana-password")).hasContent(password);

    Files.delete(rules);
    assertThat(vm.run("up", "--from", vm.stack().toString())).isZero();
    assertThat(there.resolve("prometheus/rules/own.yml")).doesNotExist();
    assertThat(vm.docker().calls()).contains("docker compose restart prometheus");
  }

  @Test
  void aFileThatComposeRefusesLeavesWhatRuns() throws Exception {
    vm.run("up", "--from", vm.stack().toString());
    vm.docker().calls();
    Files.writeString(
        vm.stack().resolve("compose.yaml"),
        Files.readString(vm.stack().resolve("compose.yaml")) + "broken: 1\n");

    assertThat(vm.run("up", "--from", vm.stack().toString())).isEqualTo(1);

    assertThat(vm.out()).contains("additional properties 'broken' not allowed", "what ran runs on");
    assertThat(vm.docker().calls()).isEmpty();
  }

  @Test
  void theOthersDoWhatTheySayAndAnUnhealthyOneIsNoSuccess() throws Exception {
    assertThat(vm.run("status")).isEqualTo(1);
    assertThat(vm.out()).contains("there is no stack here yet: gapctl stack up");
    vm.run("up", "--from", vm.stack().toString());
    vm.docker().calls();

    assertThat(vm.run("status")).isZero();
    Files.writeString(vm.root().resolve("services/vault.health"), "unhealthy");
    assertThat(vm.run("status")).isEqualTo(2);
    assertThat(vm.out()).containsPattern("vault +running unhealthy");

    assertThat(vm.run("logs", "-n", "7", "prometheus", "$(touch no)")).isZero();
    assertThat(vm.run("down")).isZero();
    assertThat(vm.docker().calls())
        .containsExactly(
            "docker compose logs --no-color --tail=7 -- prometheus $(touch no)",
            "docker compose down");
    assertThat(vm.run("status")).isEqualTo(2);
    assertThat(vm.out()).containsPattern("prometheus +not there");
  }

  @Test
  void withoutComposeItSaysWhichPackage() throws Exception {
    vm.program("docker", "#!/bin/sh\nexit 1\n");

    assertThat(vm.run("up", "--from", vm.stack().toString())).isEqualTo(1);

    assertThat(vm.out()).contains("apt-get install docker-compose-v2");
    assertThat(vm.root().resolve("opt/gapwatch-stack")).doesNotExist();
  }
}
