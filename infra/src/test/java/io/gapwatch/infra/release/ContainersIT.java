package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.cli.DockerStandIn;
import io.gapwatch.infra.release.UpdatedMachine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The containers that a release brings, on a machine with the VM's real scripts. */
class ContainersIT extends MachineTest {
  private static final String UP = "docker compose up -d --wait --remove-orphans";

  @SuppressWarnings("NullAway.Init")
  private DockerStandIn docker;

  @SuppressWarnings("NullAway.Init")
  private Path stack;

  @BeforeEach
  void folders() throws IOException {
    docker = DockerStandIn.in(folder.resolve("usr/local/sbin"), folder);
    stack = Files.createDirectories(folder.resolve("clone/stack"));
    compose("prom/prometheus:v3.15.0");
    Files.createDirectories(stack.resolve("secrets"));
    Files.writeString(stack.resolve("secrets/grafana-password"), "hunter2");
  }

  @Test
  void aNewMachineInstallsDockerAndBringsThemUpAndANewReleaseBringsNewOnes() throws Exception {
    vm.installed();
    vm.archive("cron", "curl", "openssl", "docker.io", "docker-compose-v2");
    publish("one", key());

    Outcome first = vm.prepare();

    assertThat(first.code()).as(first.output()).isZero();
    assertThat(first.output()).contains("installing docker.io docker-compose-v2", "bringing up");
    assertThat(docker.calls()).containsExactly(UP);
    assertThat(vm.prepare().code()).isZero();
    assertThat(docker.calls()).isEmpty();
    // The operator's secrets do not travel in a release.
    assertThat(there().resolve("secrets/grafana-password")).content().isNotEqualTo("hunter2");

    compose("prom/prometheus:v3.16.0");
    publish("two", key());
    assertThat(vm.prepare().code()).isZero();
    assertThat(docker.calls()).containsExactly(UP);
    assertThat(there().resolve("compose.yaml")).content().contains("v3.16.0");
  }

  @Test
  void whatTheOperatorsKeyDidNotSignIsNotRunByRoot() throws Exception {
    vm.installed("cron", "curl", "openssl", "docker.io", "docker-compose-v2");
    publish("one", ReleaseKey.make(folder.resolve("another.pem")));

    Outcome refused = vm.prepare();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output()).contains("the stack of this release is not signed by the key");
    assertThat(docker.calls()).isEmpty();
    assertThat(there()).doesNotExist();
  }

  @Test
  void oneThatDoesNotComeUpIsTriedAgainAfterAnHourAndTheAgentRunsMeanwhile() throws Exception {
    vm.installed("cron", "curl", "openssl", "docker.io", "docker-compose-v2");
    Files.writeString(
        stack.resolve("compose.yaml"),
        "broken: yes\n" + Files.readString(stack.resolve("compose.yaml")));
    String sha256 = publish("one", key());

    Outcome failed = vm.prepare();

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.output())
        .contains("additional properties 'broken' not allowed", "next try in an hour");
    assertThat(vm.running()).isEqualTo(sha256);
    assertThat(vm.prepare().output()).isEmpty();
  }

  private String publish(String name, ReleaseKey key) throws IOException {
    Path tree = vm.release(name, StackBundle.PACKAGES.toArray(String[]::new));
    new StackBundle(stack).lay(tree, key);
    return vm.server().publish(tree);
  }

  private ReleaseKey key() {
    return ReleaseKey.read(folder.resolve("release-key.pem"));
  }

  private Path there() {
    return folder.resolve("opt/gapwatch-stack");
  }

  private void compose(String image) throws IOException {
    Files.write(
        stack.resolve("compose.yaml"),
        List.of(
            "name: gapwatch",
            "services:",
            "  prometheus:",
            "    image: " + image,
            "secrets:",
            "  grafana-password: {file: ./secrets/grafana-password}"));
  }
}
