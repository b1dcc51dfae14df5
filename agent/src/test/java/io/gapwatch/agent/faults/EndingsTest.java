package io.gapwatch.agent.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.SecretOutcome;
import io.gapwatch.agent.run.JobRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a run throws, and wherever: the switch hears of it. */
class EndingsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  enum Point {
    HEADER,
    SECRETS,
    CHECK
  }

  static Stream<Arguments> endings() {
    List<Supplier<Throwable>> thrown =
        List.of(
            () -> new StackOverflowError("hunter2"),
            () -> new OutOfMemoryError("hunter2"),
            () -> new NoClassDefFoundError("hunter2"),
            () -> new IllegalStateException("hunter2"));
    return Stream.of(Point.values())
        .flatMap(point -> thrown.stream().map(each -> Arguments.of(point, each.get())));
  }

  /** Throws at one point. */
  private record Broken(Point point, Throwable thrown) implements RunListener {
    @Override
    public void header(Optional<String> job, Instant startedAt) {
      reach(Point.HEADER);
    }

    @Override
    public void secrets(String origin, List<SecretOutcome> outcomes) {
      reach(Point.SECRETS);
    }

    @Override
    public void check(CheckResult result) {
      reach(Point.CHECK);
    }

    private void reach(Point here) {
      if (here == point && thrown instanceof Error error) {
        throw error;
      }
      if (here == point) {
        throw (RuntimeException) thrown;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("endings")
  void theSwitchHearsOfIt(Point point, Throwable thrown, @TempDir Path folder) throws Exception {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    try (HealthchecksServer server =
        new HealthchecksServer(new HealthchecksServer.Setup("ping-key", 100_000, false), clock)) {
      WatchedCheck check = server.create("chain", Duration.ofHours(3), Duration.ofHours(9));
      Files.writeString(
          folder.resolve("gapwatch.yaml"),
          """
          version: 1
          state: state
          sources: {machine: {type: host}}
          channels: {deadman: {type: healthchecks, url: "%s"}}
          jobs:
            chain:
              schedule: "7 */3 * * *"
              notify: [deadman]
              checks: [{id: disk, type: disk, source: machine, paths: [/]}]
          """
              .formatted(server.pingUrl(check)));
      Environment environment = new Environment(Map.of(), clock, folder);
      Config config = new Configs(environment).load(Optional.empty(), Optional.empty());
      JobRun jobs = new JobRun(environment, Agent.options());

      assertThat(catchThrowable(() -> jobs.run(config, "chain", NOW, new Broken(point, thrown))))
          .isSameAs(thrown);

      List<Ping> pings = server.pings(check);
      assertThat(pings)
          .extracting(Ping::signal)
          .containsExactly(Ping.Signal.START, Ping.Signal.FAIL);
      assertThat(pings.get(1).body())
          .contains("the run crashed: ")
          .doesNotContain("hunter2", "java.", "Error:");
    }
  }
}
