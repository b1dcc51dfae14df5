package io.gapwatch.infra.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.OnPath;
import io.gapwatch.infra.remote.Host;
import io.gapwatch.infra.remote.SshSession;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real agent on a Debian server: Debian's OpenSSH, sudo, cron and Java, and the release that
 * the packager makes for this machine's platform.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DebianServerIT {
  private static final Path AGENT = Path.of("../agent/target").toAbsolutePath().normalize();
  private static final String OTHERS = "0 4 * * * /home/deploy/backup";

  private static final String CONFIG =
      """
      version: 1
      state: /var/lib/gapwatch
      secrets: {from: file, path: /etc/gapwatch/secrets.env}
      sources:
        machine: {type: host}
      channels:
        deadman: {type: healthchecks, url: "${secret:PING_URL}"}
      jobs:
        inside:
          schedule: "%d * * * *"
          notify: [deadman]
          checks:
            - {id: disk, type: disk, source: machine, paths: [/home], warning: off, critical: off, inodes: off, untilFull: off}
      """;

  /** Port and address of its own on loopback, so that nobody else has it. */
  private static final int PORT = 2222;

  private static final String ADDRESS =
      "127.77.%d.%d"
          .formatted(
              1 + ProcessHandle.current().pid() / 250 % 250,
              1 + ProcessHandle.current().pid() % 250);

  private final List<String> pings = new CopyOnWriteArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path folder;
  private final Path identity;
  private final Path log;

  @SuppressWarnings("NullAway.Init")
  private LoopbackServer healthchecks;

  @SuppressWarnings("NullAway.Init")
  private Process server;

  DebianServerIT(@TempDir Path folder) {
    this.folder = folder;
    this.identity = folder.resolve("id");
    this.log = folder.resolve("server.log");
  }

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) && OnPath.has("debootstrap"),
        "needs root and Debian's debootstrap");
    assumeTrue(Files.exists(AGENT.resolve("gapwatch.jar")), "the agent is not packaged");
    Files.createSymbolicLink(
        Files.createDirectories(folder.resolve("clone/agent")).resolve("target"), AGENT);
    healthchecks =
        new LoopbackServer(
            exchange -> {
              pings.add(exchange.getRequestURI().getPath());
              LoopbackServer.answer(exchange, 200, "OK");
            });
    server =
        new ProcessBuilder(
                "tools/vm/server",
                Files.createDirectories(folder.resolve("server")).toString(),
                ADDRESS,
                Integer.toString(PORT),
                newKey())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (!said().contains("Server listening on")) {
      assertThat(server.isAlive()).as(said()).isTrue();
      Thread.sleep(100);
    }
  }

  @AfterEach
  void stop() throws Exception {
    Files.deleteIfExists(folder.resolve("clone/agent/target"));
    if (healthchecks != null) {
      healthchecks.close();
    }
    if (server != null) {
      // It ends with its input, and all that runs there with it.
      server.getOutputStream().close();
      if (!server.waitFor(1, TimeUnit.MINUTES)) {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void theAgentIsInstalledRunsIsUpgradedAndRemoved() throws Exception {
    Path config = Files.createDirectories(folder.resolve("config")).resolve("inside.yaml");
    // Half an hour away, so that cron does not run the job beside the test.
    int minute = (LocalTime.now(ZoneOffset.UTC).getMinute() + 30) % 60;
    Files.writeString(config, CONFIG.formatted(minute));
    try (SshSession session = SshSession.open(host(), line -> {})) {
      said(session, "echo '%s' | crontab -".formatted(OTHERS));
      said(session, "sudo install -d -m 0750 -o deploy -g deploy /etc/gapwatch");
      session.run(
          "umask 077; cat >/etc/gapwatch/secrets.env",
          new ByteArrayInputStream(
              "PING_URL=%s/ping\n".formatted(healthchecks.address()).getBytes(UTF_8)),
          line -> {});

      assertThat(run("install", "--config", config.toString())).as("%s%s", out, err).isZero();

      assertThat(out.toString())
          .contains("as root: install -d -m 0750 -o deploy -g deploy /opt/gapwatch")
          .containsPattern("now on release [0-9a-f]{12}: program /opt/gapwatch")
          .contains("its doctor, with the network");
      assertThat(said(session, "crontab -l"))
          .contains(OTHERS, "# BEGIN gapwatch", "/opt/gapwatch/current/bin/gapwatch run inside");
      pings.clear();
      assertThat(said(session, "gapwatch run inside; echo run: $?")).contains("run: 0");
      assertThat(pings).contains("/ping");
      // As cron does it: sh, a short PATH, and the line as it stands in the crontab.
      pings.clear();
      assertThat(
              said(
                  session,
                  "crontab -l | sed -n 's/^[0-9]* [*] [*] [*] [*] \\(.*gapwatch run"
                      + " inside\\)/\\1/p' >line; cat line; env -i HOME=\"$HOME\""
                      + " PATH=/usr/bin:/bin sh line; echo cron: $?"))
          .contains("run inside", "cron: 0");
      assertThat(pings).contains("/ping");
      assertThat(said(session, "gapwatch report inside")).contains("disk");
      assertThat(said(session, "gapwatch doctor --offline; echo doctor: $?"))
          .contains("doctor: 0", "release: ");
      assertThat(said(session, "stat -c '%U %a' /var/lib/gapwatch/history.db"))
          .isEqualTo("deploy 600");

      assertThat(run("upgrade")).as("%s%s", out, err).isZero();
      assertThat(said(session, "ls /var/lib/gapwatch")).contains("history.db");
      assertThat(run("uninstall", "--purge")).as("%s%s", out, err).isZero();

      assertThat(said(session, "crontab -l")).isEqualTo(OTHERS);
      assertThat(said(session, "ls -d /opt/gapwatch /etc/gapwatch /var/lib/gapwatch"))
          .contains(
              "cannot access '/opt/gapwatch'",
              "cannot access '/etc/gapwatch'",
              "cannot access '/var/lib/gapwatch'");
    }
  }

  /** What it said until now, which may end within a letter. */
  private String said() throws IOException {
    return Files.readString(log, ISO_8859_1);
  }

  private static String said(SshSession session, String command) {
    List<String> lines = new ArrayList<>();
    session.run(command, lines::add);
    return String.join("\n", lines);
  }

  /** Returns the public half. */
  private String newKey() throws Exception {
    KeyPair pair = KeyPair.genKeyPair(new JSch(), KeyPair.ED25519, 256);
    try (OutputStream file = Files.newOutputStream(identity)) {
      pair.writeOpenSSHv1PrivateKey(file, null);
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    pair.writePublicKey(line, "operator");
    return line.toString(UTF_8).strip();
  }

  private Host host() {
    return new Host(
        ADDRESS,
        PORT,
        "deploy",
        folder.resolve("known_hosts"),
        List.of(identity),
        Optional.empty());
  }

  private int run(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "deploy@" + ADDRESS));
    args.addAll(List.of("--port", Integer.toString(PORT), "--identity", identity.toString()));
    args.addAll(List.of("--root", folder.resolve("clone").toString()));
    args.addAll(List.of(more));
    return Typed.run(out, err, args.toArray(String[]::new));
  }
}
