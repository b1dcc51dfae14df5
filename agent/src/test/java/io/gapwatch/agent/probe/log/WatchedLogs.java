package io.gapwatch.agent.probe.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.logs.LogsSession;
import io.gapwatch.agent.source.logs.LogsType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Files of a folder that the check reads, half an hour from one run to the next. */
final class WatchedLogs {
  static final String LIMITS = "warning: 2, critical: 50";

  private final Path folder;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Past past = Past.NONE;
  private AtomicInteger questions = new AtomicInteger();

  WatchedLogs(Path folder) {
    this.folder = folder;
  }

  /** When the next run is. */
  Instant now() {
    return now;
  }

  /** How often the last run asked its past. */
  int questions() {
    return questions.get();
  }

  CheckResult run(String names, String keys) {
    questions = new AtomicInteger();
    Source source =
        new LogsType()
            .create(
                new SourceType.Origin("logs", SettingsOf.config(folder), name -> null),
                SettingsOf.yaml(
                    new LogsType().shape(), "{files: ['" + folder.resolve(names) + "']}"));
    LogErrorsCheck type = new LogErrorsCheck();
    Settings settings = SettingsOf.yaml(type.shape(), "{" + keys + "}");
    Judge.Check check =
        new Judge.Check("e", type.type(), "logs", "T", type.metrics().limits(settings));
    LogsSession session = (LogsSession) source.open(Duration.ofSeconds(20));
    CheckResult result =
        new Judge()
            .judge(
                check,
                type.probe(settings)
                    .ask(Contexts.of(session, now, Contexts.counting(past, questions))),
                now);
    if (result.answered()) {
      past = Contexts.both(past, Contexts.left(result.measured(), now));
    }
    now = now.plus(Duration.ofMinutes(30));
    return result;
  }

  CheckResult run() {
    return run("*-error.log", LIMITS);
  }

  static void write(Path file, String... lines) throws IOException {
    for (String line : lines) {
      Files.writeString(
          file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  static Object errors(CheckResult result) {
    return result.measured().getOrDefault("errors", "unknown");
  }

  static List<String> facts(CheckResult result) {
    return result.facts().stream().map(fact -> fact.label() + ": " + fact.text()).toList();
  }
}
