package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Outbox.Pending;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.incident.Transition;
import io.gapwatch.agent.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full and well again, with {@code flap: 2}. */
class FlappingTest {
  private static final String FILE =
      """
      version: 1
      state: state
      sources: {machine: {type: host}}
      channels:
        phone: {type: pushover, token: "${secret:A}", user: "${secret:A}"}
      jobs:
        chain:
          schedule: "7 * * * *"
          notify: [phone]
          checks:
            - {id: disk, type: disk, source: machine, paths: [/], recover: 1, flap: 2}
      """;
  private static final CheckResult BAD =
      Samples.result("disk", Samples.finding("disk", Severity.WARNING, "/"));
  private static final CheckResult WORSE =
      Samples.result("disk", Samples.finding("disk", Severity.CRITICAL, "/"));
  private static final CheckResult GOOD = Samples.result("disk");

  private final Config config;
  private final JobConfig job;
  private final History history;
  private Instant now = Samples.NOON;

  FlappingTest(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("gapwatch.yaml"), FILE);
    Clock clock = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
    config =
        new Configs(new Environment(Map.of(), clock, folder))
            .load(Optional.empty(), Optional.empty());
    job = Objects.requireNonNull(config.jobs().get("chain"));
    history = History.open(config.state());
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Test
  void isToldOnceThenQuietUntilItIsStable() {
    assertThat(run(BAD)).containsExactly("opened: / is bad");
    assertThat(run(GOOD)).containsExactly("resolved: / is bad");
    run(BAD);
    run(GOOD);
    assertThat(run(BAD))
        .containsExactly(
            "opened: / is bad; flapping, opened 3 times in 24h: quiet until it is stable");
    assertThat(run(GOOD)).as("whoever heard of it hears of its end").hasSize(1);
    assertThat(run(BAD)).isEmpty();
    assertThat(history.outbox().held("chain", "phone"))
        .containsExactly("flapping: it opened more than 2 times in 24h");
    assertThat(run(GOOD)).isEmpty();
    assertThat(run(BAD)).isEmpty();

    now = now.plus(Duration.ofHours(24));

    assertThat(run(BAD)).as("it is stable, and still so").containsExactly("opened: / is bad");
    assertThat(run(GOOD)).containsExactly("resolved: / is bad");
  }

  /** What opened by a clock that was ahead is not what opened lately. */
  @Test
  void aClockThatWasAheadMakesNothingFlapForYears() {
    Instant right = now;
    now = right.plus(Duration.ofDays(1000));
    for (int opening = 0; opening < 4; opening++) {
      run(BAD);
      run(GOOD);
    }
    now = right;
    assertThat(run(BAD)).containsExactly("opened: / is bad");
    assertThat(run(GOOD)).containsExactly("resolved: / is bad");
  }

  /** Three openings in each 24 hours, for days: each is the one that is too many. */
  @Test
  void isToldOnceHoweverSlowlyItGoesOn() {
    int flapping = 0;
    for (int opening = 0; opening < 12; opening++) {
      flapping += run(BAD).stream().anyMatch(line -> line.contains("flapping")) ? 1 : 0;
      run(GOOD);
      now = now.plus(Duration.ofHours(8));
    }
    assertThat(flapping).isEqualTo(1);
    now = now.plus(Duration.ofHours(24));
    assertThat(run(BAD)).as("stable in between").containsExactly("opened: / is bad");
  }

  @Test
  void whatIsWorseThanWhatFlapsIsTold() {
    for (int i = 0; i < 3; i++) {
      run(BAD);
      run(GOOD);
    }
    assertThat(run(BAD)).isEmpty();
    assertThat(run(WORSE)).containsExactly("opened: / is bad", "worsened: / is bad");
    assertThat(run(GOOD)).hasSize(1);
    run(WORSE);
    run(GOOD);
    assertThat(run(WORSE))
        .as("flaps as critical now")
        .containsExactly(
            "opened: / is bad; flapping, opened 3 times in 24h: quiet until it is stable");
    run(GOOD);
    assertThat(run(WORSE)).isEmpty();
  }

  /** What the phone is told by one more run. */
  private List<String> run(CheckResult result) {
    now = now.plus(Duration.ofHours(1));
    Ids ids = new Ids(now, history.newestId());
    Run run = Run.started(ids.get(), job.name(), now);
    history.runs().start(run);
    new Bookkeeping(
            history,
            config,
            job,
            new ChecksWork(config, job),
            RunOptions.of(Agent.types(), (a, b, c) -> ""),
            ids)
        .keep(
            run,
            RunResult.of(Optional.of(job.name()), now, List.of(result)),
            List.of("phone"),
            now,
            new Orphans(history, config, false));
    List<Transition> told =
        history.outbox().pending("chain", "phone").stream().map(Pending::transition).toList();
    history
        .outbox()
        .delivered("phone", told.stream().map(Transition::id).toList(), Optional.empty(), now);
    return told.stream()
        .map(one -> one.kind().word() + ": " + one.incident().finding().summary())
        .toList();
  }
}
