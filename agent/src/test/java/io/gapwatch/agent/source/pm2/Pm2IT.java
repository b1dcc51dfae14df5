package io.gapwatch.agent.source.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PM2 as operators have it. */
@Timeout(300)
class Pm2IT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String FOREVER = "setInterval(() => {}, 1000)";

  @TempDir private Path folder = Path.of("");
  private RealPm2 pm2;

  @BeforeEach
  void install() throws IOException, InterruptedException {
    pm2 = new RealPm2(folder);
  }

  @AfterEach
  void stop() throws IOException {
    pm2.close();
  }

  private List<Pm2App> apps() {
    try (Pm2Session session = (Pm2Session) pm2.source().open(TIMEOUT)) {
      return session.apps(TIMEOUT);
    }
  }

  private static Set<Path> files(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.collect(Collectors.toSet());
    }
  }

  @Test
  void allStatesThatOperatorsSee() throws IOException, InterruptedException {
    String forever = pm2.app("forever.js", FOREVER).toString();
    String crash = pm2.app("crash.js", "process.exit(3)").toString();
    String loop = pm2.app("loop.js", "setTimeout(() => process.exit(1), 1200)").toString();
    Path module = Files.createDirectory(folder.resolve("module"));
    Files.writeString(
        module.resolve("package.json"),
        "{\"name\":\"a-module\",\"version\":\"1.0.0\",\"main\":\"index.js\",\"config\":{},"
            + "\"apps\":[{\"name\":\"a-module\",\"script\":\"index.js\"}]}");
    Files.writeString(module.resolve("index.js"), FOREVER);

    pm2.pm2(
        pm2.program(),
        Map.of("API_KEY", "hunter2"),
        folder,
        "start",
        forever,
        "--name",
        "aggregator");
    pm2.pm2("start", forever, "--name", "worker", "-i", "2");
    pm2.pm2("start", forever, "--name", "discovery", "--no-autorestart", "--cron", "0 * * * *");
    pm2.pm2("stop", "discovery");
    // Otherwise PM2 gives up only on a process that ends within a second; a busy machine takes
    // longer.
    Path broken =
        Files.writeString(
            folder.resolve("broken.json"),
            "{\"apps\": [{\"name\": \"broken\", \"script\": \"%s\", \"max_restarts\": 2, \"min_uptime\": 600000}]}"
                .formatted(crash));
    pm2.pm2("start", broken.toString());
    pm2.pm2("start", loop, "--name", "looping");
    pm2.pm2("start", loop, "--name", "slow-loop", "--restart-delay", "600000");
    pm2.pm2(pm2.program(), Map.of(), module, "install", ".");

    assertThat(pm2.awaitApp("aggregator", Pm2App::isOnline).memory().orElseThrow()).isPositive();
    assertThat(pm2.awaitApp("broken", app -> app.status().equals("errored")).restarts())
        .isNotEmpty();
    assertThat(pm2.awaitApp("looping", app -> app.restarts().orElse(0) >= 2).startedAt())
        .isNotEmpty();
    assertThat(pm2.awaitApp("slow-loop", app -> app.status().equals("waiting restart")).isOnline())
        .isFalse();
    List<Pm2App> apps = apps();
    assertThat(apps.stream().filter(app -> app.name().equals("worker"))).hasSize(2);
    Pm2App discovery = pm2.awaitApp("discovery", Pm2App::isStopped);
    assertThat(discovery.cron()).contains("0 * * * *");
    assertThat(discovery.restartsItself()).isFalse();
    assertThat(discovery.startedAt()).isNotEmpty();
    assertThat(apps).extracting(Pm2App::name).doesNotContain("a-module");
    assertThat(apps.toString()).doesNotContain("hunter2");

    // Stopped, or it would go on counting while it is looked at.
    pm2.pm2("stop", "looping");
    pm2.pm2("reset", "looping");
    Pm2App looping = pm2.awaitApp("looping", app -> app.restarts().orElse(9) == 0);
    assertThat(looping.isStopped()).isTrue();
    assertThat(looping.reset()).isTrue();
    assertThat(discovery.reset()).isFalse();
  }

  @Test
  void daemonThatWasKilledIsNotStarted() throws IOException, InterruptedException {
    pm2.pm2("start", pm2.app("forever.js", FOREVER).toString(), "--name", "aggregator");
    Pm2App app = pm2.awaitApp("aggregator", Pm2App::isOnline);
    long daemon = Long.parseLong(Files.readString(pm2.home().resolve("pm2.pid")).strip());
    List<ProcessHandle> all =
        Stream.concat(
                ProcessHandle.of(daemon).orElseThrow().descendants(),
                ProcessHandle.of(daemon).stream())
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    Set<Path> before = files(pm2.home());

    assertThat(app.isOnline()).isTrue();
    assertThatThrownBy(this::apps)
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("no PM2 daemon runs in");
    assertThat(files(pm2.home())).isEqualTo(before);
    assertThat(Long.parseLong(Files.readString(pm2.home().resolve("pm2.pid")).strip()))
        .isEqualTo(daemon);
    Files.delete(pm2.home().resolve("rpc.sock"));
  }

  @Test
  void homeWithoutDaemonStaysWithoutOne() {
    assertThatThrownBy(this::apps)
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("there is no PM2 home");
    assertThat(pm2.home()).doesNotExist();
  }

  @Test
  void olderDaemonPrintsABannerBeforeItsList() throws IOException, InterruptedException {
    String forever = pm2.app("forever.js", FOREVER).toString();
    pm2.pm2(pm2.oldProgram(), Map.of(), folder, "start", forever, "--name", "aggregator");
    assertThat(pm2.pm2("jlist")).contains("In-memory PM2 is out-of-date");
    assertThat(Pm2List.parse(pm2.pm2("jlist")))
        .hasValueSatisfying(list -> assertThat(list).hasSize(1));
    assertThat(apps()).extracting(Pm2App::name).containsExactly("aggregator");
  }
}
