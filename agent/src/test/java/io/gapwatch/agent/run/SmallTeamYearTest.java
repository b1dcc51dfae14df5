package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Samples;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.IncidentUpdate;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.Notifier;
import io.gapwatch.agent.notify.Retry;
import io.gapwatch.agent.notify.RunSummary;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.run.YearPlan.Kill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of a small team, on a real history and over the real channels: office hours and windows
 * through two changes of the clock in two zones, troubles that come and go and some that flap,
 * reminders, vendors that fail in all ways or say only half, people who acknowledge, runs that are
 * killed. The oracle knows only the plan.
 */
class SmallTeamYearTest {
  private static final String FILE =
      """
      version: 1
      state: state
      sources: {machine: {type: host}}
      channels:
        team: {type: slack, url: "${secret:A}"}
        phone: {type: pushover, token: "${secret:A}", user: "${secret:A}"}
        boss: {type: pushover, token: "${secret:A}", user: "${secret:A}"}
      times:
        office: {days: [mon-fri], from: "08:00", to: "17:00", zone: Europe/Berlin}
      jobs:
        chain:
          schedule: "7 */6 * * *"
          notify: [{channel: team, during: office}, {channel: phone, from: critical}]
          escalate: {after: 12h, to: boss, from: warning}
          checks:
            - {id: disk, type: disk, source: machine, paths: [/], remind: {critical: 1d}}
            - {id: swap, type: swap, source: machine}
            - {id: load, type: load, source: machine, recover: 1, flap: 1}
      maintenance:
        - {name: night, every: [sat], from: "20:30", to: "01:30", zone: America/New_York, checks: [disk]}
        - {name: move, start: 2026-06-03T08:00:00Z, end: 2026-06-05T08:00:00Z}
      """;

  private final YearPlan plan = new YearPlan(14);
  private final YearOracle oracle = new YearOracle(plan);
  private final YearVendors vendors = new YearVendors();
  private final Path folder;

  SmallTeamYearTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void nobodyHearsTooMuchTooLittleOrAtTheWrongTime() throws IOException {
    Config config = config();
    JobConfig job = Objects.requireNonNull(config.jobs().get("chain"));
    try (vendors;
        History history = History.open(config.state())) {
      for (int run = 0; run < YearPlan.RUNS; run++) {
        run(history, config, job, run);
        oracle.judge(run);
      }
    }
    assertThat(oracle.faults()).isEmpty();
    assertThat(oracle.told()).as("the year was not a quiet one").hasSizeGreaterThan(200);
    assertThat(oracle.doubled()).as("by kills and half answers alone").isPositive();
    assertThat(oracle.flapping()).as("told as flapping, then kept quiet").isGreaterThan(10);
    assertThat(oracle.reminders()).as("reminders").isGreaterThan(5);
    assertThat(vendors.seen()).as("half answers").hasSize(6);
    assertThat(oracle.told().stream().map(YearLife.Told::channel).distinct())
        .containsExactlyInAnyOrder("team", "phone", "boss");
  }

  private Config config() throws IOException {
    Files.writeString(folder.resolve("gapwatch.yaml"), FILE);
    Clock clock = Clock.fixed(YearPlan.START, ZoneOffset.UTC);
    return new Configs(new Environment(Map.of(), clock, folder))
        .load(Optional.empty(), Optional.empty());
  }

  private void run(History history, Config config, JobConfig job, int number) {
    Instant now = YearPlan.time(number);
    Optional<Kill> kill = plan.kill(number);
    if (kill.filter(Kill.BEFORE_THE_COMMIT::equals).isPresent()) {
      return;
    }
    acknowledge(history, number);
    Ids ids = new Ids(now, history.newestId());
    Run run = Run.started(ids.get(), job.name(), now);
    history.runs().start(run);
    RunResult report =
        RunResult.of(
            Optional.of(job.name()),
            now,
            List.of(result("disk", number), result("swap", number), result("load", number)));
    new Bookkeeping(
            history,
            config,
            job,
            new ChecksWork(config, job),
            RunOptions.of(Agent.types(), (a, b, c) -> ""),
            ids)
        .keep(run, report, job.channels(), now, new Orphans(history, config, false));
    oracle.observe(number);
    if (kill.filter(Kill.AFTER_THE_COMMIT::equals).isPresent()) {
      return;
    }
    Notifier notifier =
        new Notifier(
            history.outbox(), Retry.NEVER, () -> UlidCreator.getMonotonicUlid().toString());
    for (String channel : job.channels()) {
      try {
        notifier.deliver(
            new RunSummary(job.name(), report.status(), now, List.of()),
            new Vendor(channel, number));
      } catch (Killed end) {
        return;
      }
      if (kill.filter(Kill.AFTER_A_RECEIPT::equals).isPresent()) {
        return;
      }
    }
  }

  /** Nothing that a run does catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private void acknowledge(History history, int run) {
    for (Incident incident : history.incidents().active("chain")) {
      if (plan.acknowledged(incident.finding().subject(), run)) {
        history.incidents().acknowledge(incident.id(), "ann", YearPlan.time(run));
      }
    }
  }

  private CheckResult result(String check, int run) {
    return Samples.result(
        check,
        YearPlan.SUBJECTS.stream()
            .filter(subject -> YearPlan.check(subject).equals(check))
            .flatMap(subject -> finding(check, subject, plan.severity(subject, run)).stream())
            .toArray(Finding[]::new));
  }

  private static Optional<Finding> finding(
      String check, String subject, Optional<Severity> severity) {
    return severity.map(it -> Samples.finding(check, it, subject));
  }

  /** Takes messages, where the plan lets it. */
  private final class Vendor implements Messenger {
    private final String channel;
    private final int run;

    Vendor(String channel, int run) {
      this.channel = channel;
      this.run = run;
    }

    @Override
    public String name() {
      return channel;
    }

    @Override
    public Delivery send(Message message) {
      if (plan.down(channel, run)) {
        return plan.failure(run);
      }
      YearVendors.Sent sent = vendors.send(channel, message, plan.half(channel, run));
      boolean killed = plan.kill(run).filter(Kill.BEFORE_THE_RECEIPT::equals).isPresent();
      boolean unsure = killed || !(sent.delivery() instanceof Delivery.Delivered);
      if (sent.arrived()) {
        IncidentUpdate.of(message.transitions())
            .forEach(update -> oracle.hear(channel, run, update, unsure));
      }
      if (killed) {
        throw new Killed();
      }
      return sent.delivery();
    }

    @Override
    public Delivery cancel(String receipt) {
      return vendors.cancel(channel, receipt);
    }
  }
}
