package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.OnPath;
import io.gapwatch.infra.stack.UserDataFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The user data of the stack, run by real cloud-init on a new Debian machine, with real cron and
 * the real agent, whose release the packager makes for this machine's platform. The containers of
 * {@code stack true} come with it: the real Docker Compose reads them, no engine starts them.
 */
class NewMachineIT {
  private static final String LOOK = "src/test/resources/vm/look";
  private static final String UP = "docker compose up -d --wait --remove-orphans\n";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void cloudInitLeavesAWorkingAgentWithItsJobs() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) && OnPath.has("debootstrap"),
        "needs root and Debian's debootstrap");
    assumeTrue(
        Files.exists(PublishedReleases.AGENT.resolve("gapwatch.jar")), "the agent is not packaged");
    assumeTrue(OnPath.has("docker-compose"), "needs infra/tools/compose/install on the PATH");
    Path www = Files.createDirectories(folder.resolve("www"));
    PublishedReleases releases = new PublishedReleases(folder, www);
    releases.publish();
    Path userData =
        Files.writeString(folder.resolve("user-data"), UserDataFixture.text(releases.publicKey()));

    String output = Said.by(folder, "tools/vm/boot", userData.toString(), www.toString(), LOOK);

    assertThat(output)
        .contains("\nschema: 0\n", "\nschema of a broken one: 1\n")
        .contains("groups: gapwatch\n")
        .contains("\npassword is required\n")
        .contains("as root: gapwatch\n", "as another: password is required\n")
        .containsPattern(
            "jobs: # BEGIN gapwatch [^\n]*\n# Change [^\n]*\n# chain: \\* \\* \\* \\* \\* UTC\n")
        .containsPattern("current/bin/gapwatch run chain --config /etc/gapwatch/gapwatch.yaml")
        .containsPattern("current/bin/gapwatch keep-alive --config /etc/gapwatch/gapwatch.yaml")
        .contains("\ndoctor: 0\n", "\ndoctor of the shipped configuration: 0\n")
        .containsPattern("release: [0-9a-f]{64} in /opt/gapwatch/current")
        .contains("prepared twice: the same")
        .contains("prepared after a loss: whole")
        .contains("docker: docker-compose-v2 installed docker.io installed \n" + UP)
        .contains("compose.yaml: valid on the machine\n")
        .contains("root 755 /opt/gapwatch-stack\nroot 644 /opt/gapwatch-stack/compose.yaml\n")
        .contains("root 644 /opt/gapwatch-stack/prometheus/prometheus.yml\n")
        .contains("root 700 /opt/gapwatch-stack/secrets\n")
        .contains("root 444 /opt/gapwatch-stack/secrets/grafana-password\n")
        .contains("first: 24 characters, 0\nPermission denied\nthe agent cannot read secrets")
        .contains("the containers: not touched again\n")
        .contains("prepared for four: 0, # more\n" + UP + "docker compose restart prometheus\n")
        .contains("the password stays\n")
        .contains("Docker Compose refuses the files; what ran runs on\n")
        .contains("prepared for five: 1\n0\n")
        .contains("prepared by cron: whole\ncould not install unattended-upgrades (E: ")
        .contains("prepared for two: 0; gapwatch-extra is installed\n")
        .contains("prepared for two again: apt-get was not called\n")
        .contains("could not install gapwatch-none (E: Unable to locate package gapwatch-none);")
        .contains("prepared for three: 1\n", "two stays\n")
        .doesNotContain("not found in PATH")
        .contains("owners: root root\n0\n")
        .contains("gapwatch-update: now on release ")
        .contains("\nrun: 0\n")
        .containsPattern("gapwatch [0-9]{8} .*/opt/gapwatch/current/gapwatch-.*\\.jsa\n")
        .containsPattern("\nruns: [1-9]")
        .containsPattern("\nsamples: [1-9]\\d*\n")
        .containsPattern("logs/chain-[0-9-]+\\.log")
        .containsPattern("burst of 2 min, all cores at 35 %");
  }
}
