package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.release.ReleaseSignature;
import io.gapwatch.infra.release.SignedReleaseFixture;
import io.gapwatch.infra.remote.SshServerStandIn;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands for the VM, over SSH to a machine whose sudo says what it was asked. */
class AgentCommandIT {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private SshServerStandIn vm;

  private final StringWriter out = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    Files.copy(Path.of("../Pulumi.yaml"), folder.resolve("Pulumi.yaml"));
    vm = new SshServerStandIn(folder, "host-key", 0);
    vm.program("sudo", "#!/bin/sh\necho \"$@\"\nexit 1\n");
  }

  @AfterEach
  void stop() throws IOException {
    vm.close();
  }

  @Test
  void whatTheAgentIsAskedItIsAskedAsItsOwnUserAndItsExitCodeIsOurs() throws Exception {
    assertThat(run("test")).isEqualTo(1);
    run("cron");
    run("keep-alive");
    run("logs", "--follow", "--lines", "9");
    run("deploy", "--fetch");

    assertThat(out.toString())
        .isEqualTo(
            """
            -H -u gapwatch gapwatch check
            -H -u gapwatch gapwatch crontab show
            -H -u gapwatch gapwatch keep-alive --plan
            -H -u gapwatch sh -c tail -n 9 -F /var/lib/gapwatch/logs/*.log
            /usr/local/sbin/gapwatch-prepare --now
            """);
  }

  @Test
  void deployPushesTheReleaseThatWasPackaged() throws Exception {
    SignedReleaseFixture.write(folder, "x".repeat(5_000_000));
    vm.program("sudo", "#!/bin/sh\necho \"$@\"\nsha256sum\n");

    assertThat(run("deploy")).isZero();

    Path release = folder.resolve("infra/target/release/gapwatch.tar.gz");
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(release)));
    String signature = ReleaseSignature.read(release).orElseThrow().signature();
    assertThat(out.toString())
        .isEqualTo(
            "/usr/local/sbin/gapwatch-prepare --now %1$s 2026-01-01T00:00:00Z %2$s\n%1$s  -\n"
                .formatted(sha256, signature));
  }

  @Test
  void deployEndsWithAMachineThatDoesNotWantTheRelease() throws Exception {
    SignedReleaseFixture.write(folder, "x".repeat(5_000_000));

    assertThat(run("deploy")).isEqualTo(1);
  }

  @Test
  void aKeyIsMadeOnceShownAndTheMachineTaughtToTrustIt() throws Exception {
    Map<String, String> environment = Map.of("XDG_CONFIG_HOME", folder.toString());
    GapctlProcess gapctl = new GapctlProcess(folder, folder, environment);
    Path place = folder.resolve("gapwatch/release-key.pem");
    assertThat(gapctl.run("key").err())
        .isEqualTo(
            "gapctl: there is no release key yet at %s; gapctl package makes one\n"
                .formatted(place));

    String first = gapctl.run("key", "--new").out();
    assertThat(first).startsWith("file    " + place + "\npublic  MCowBQYDK2VwAyEA");
    assertThat(gapctl.run("key").out()).isEqualTo(first);
    String second = gapctl.run("key", "--new").out();
    assertThat(second).isNotEqualTo(first);
    try (Stream<Path> keys = Files.list(place.getParent())) {
      assertThat(keys).hasSize(2);
    }

    vm.program("sudo", "#!/bin/sh\necho \"$@\"\ncat\n");
    String key = vm.key("id_ed25519", KeyPair.ED25519).toString();
    String[] there = {"--host=127.0.0.1", "--port=" + vm.port(), "--identity=" + key};
    assertThat(gapctl.run("key", "--trust", there[0], there[1], there[2]).out())
        .contains("mv /etc/gapwatch-release.new /etc/gapwatch-release.pem")
        .contains("-----BEGIN PUBLIC KEY-----\n" + second.lines().toList().get(1).substring(8))
        .endsWith(
            "The VM trusts it. What another key signed is refused there: gapctl package, up.\n");
  }

  @Test
  void anyCommandCanBeRun() throws Exception {
    assertThat(run("ssh", "--", "echo", "hello;", "exit", "7")).isEqualTo(7);

    assertThat(out.toString()).isEqualTo("hello\n");
    assertThat(folder.resolve(".gapwatch/known_hosts")).content().contains("127.0.0.1");
  }

  private int run(String command, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--root", folder.toString(), "--host", "127.0.0.1"));
    args.addAll(List.of("--port", Integer.toString(vm.port())));
    args.addAll(List.of("-i", vm.key("id_ed25519", KeyPair.ED25519).toString()));
    args.addAll(List.of(more));
    return Typed.run(out, new StringWriter(), args.toArray(String[]::new));
  }
}
