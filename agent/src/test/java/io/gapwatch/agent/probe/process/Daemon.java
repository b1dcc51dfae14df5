package io.gapwatch.agent.probe.process;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.source.pm2.Pm2Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** PM2 with the apps of a test, and what a check says of them. */
record Daemon(List<Pm2App> apps) implements Pm2Session {
  static final Instant NOW = Instant.parse("2026-11-21T12:10:00Z");
  static final Duration DAYS = Duration.ofDays(2);
  static final long MIB = 1L << 20;

  Daemon() {
    this(new ArrayList<>());
  }

  /** One app more. */
  Daemon with(Pm2App app) {
    apps.add(app);
    return this;
  }

  static Pm2App app(String name, String status, Duration up, long restarts, double cpu) {
    return new Pm2App(
        name,
        name.hashCode(),
        status,
        Optional.of(NOW.minus(up)),
        OptionalLong.of(restarts),
        false,
        OptionalLong.of(status.equals("online") ? 100 * MIB : 0),
        OptionalDouble.of(cpu),
        Optional.empty(),
        true);
  }

  static Pm2App online(String name) {
    return app(name, "online", DAYS, 0, 5);
  }

  static Pm2App byCron(String name, String status, String cron, Instant started) {
    return new Pm2App(
        name,
        99,
        status,
        Optional.of(started),
        OptionalLong.of(200),
        false,
        OptionalLong.of(0),
        OptionalDouble.of(0),
        Optional.of(cron),
        false);
  }

  /** PM2 renews the time of creation at each {@code pm2 restart}, and goes on counting. */
  static Pm2App restartedByCommand(long restarts) {
    return new Pm2App(
        "gateway",
        "gateway".hashCode(),
        "online",
        Optional.of(NOW.minusSeconds(110)),
        OptionalLong.of(restarts),
        false,
        OptionalLong.of(MIB),
        OptionalDouble.of(0),
        Optional.empty(),
        true);
  }

  CheckResult check(String yaml, Past past) {
    ProcessesCheck type = new ProcessesCheck();
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check("p", type.type(), "workers", "T", type.metrics().limits(settings));
    return new Judge().judge(check, type.probe(settings).ask(Contexts.of(this, NOW, past)), NOW);
  }

  CheckResult check(String yaml) {
    return check(yaml, Past.NONE);
  }

  static List<String> subjects(CheckResult result) {
    return result.findings().stream().map(Finding::subject).toList();
  }

  /** The samples of one app's counter, this many minutes ago. */
  static Past counted(String metric, String app, double... minutesAndValues) {
    String subject = app + "#" + app.hashCode();
    return (asked, of, since) ->
        asked.name().equals(metric) && of.equals(subject)
            ? LongStream.range(0, minutesAndValues.length / 2)
                .mapToInt(Math::toIntExact)
                .mapToObj(
                    i ->
                        new Sample(
                            NOW.minus(Duration.ofMinutes((long) minutesAndValues[2 * i])),
                            minutesAndValues[2 * i + 1]))
                .filter(sample -> !sample.at().isBefore(since))
                .toList()
            : List.of();
  }

  @Override
  public List<Pm2App> apps(Duration timeout) {
    return apps;
  }

  @Override
  public String answeredBy() {
    return "PM2";
  }

  @Override
  public String identity() {
    return "pm2";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
