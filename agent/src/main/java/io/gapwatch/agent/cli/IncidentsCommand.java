package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Environment;
import io.gapwatch.agent.app.IncidentDesk;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.Silence;
import io.gapwatch.agent.notify.Spoken;
import io.gapwatch.agent.report.EscalationForm;
import io.gapwatch.agent.report.IncidentFile;
import io.gapwatch.agent.report.IncidentList;
import io.gapwatch.agent.report.IncidentPage;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "incidents",
    description = "The life of findings: list, show, take on, silence, escalate.",
    footer = {
      "",
      "Exit code: 0 done, 2 it could not be done.",
      "",
      "Examples (an id may be cut short while it is unique):",
      "  gapwatch incidents                            what is pending or open",
      "  gapwatch incidents list --since 7d            with what was resolved in a week",
      "  gapwatch incidents show 01KAJX                its transitions, and who was told",
      "  gapwatch incidents ack 01KAJX --by ann        ends its reminders",
      "  gapwatch incidents silence blocks 2h --comment 'back-fill running'",
      "  gapwatch incidents silence 'freshness/*' 30m --comment 'collector upgrade'",
      "  gapwatch incidents silences                   those in force",
      "  gapwatch incidents unsilence 01KAJY           ends one",
      "  gapwatch incidents escalate 01KAJX            the escalation form, filled in"
    })
final class IncidentsCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private FormatOption format = new FormatOption();

  IncidentsCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    return list(common, format, null);
  }

  @Command(name = "list", description = "Pending and open incidents of all jobs, oldest first.")
  int list(
      @Mixin CommonOptions common,
      @Mixin FormatOption format,
      @Option(
              names = "--since",
              paramLabel = "TIME",
              converter = SpanConverter.class,
              description = "Also those resolved in this time, such as 12h or 7d.")
          @Nullable Duration since) {
    Instant now = common.now(environment);
    IncidentList list = new IncidentList(terminal.style(), now);
    try (IncidentDesk desk = desk(common)) {
      var incidents = desk.list(Optional.ofNullable(since), now);
      return print(format.isJson() ? line(list.json(incidents)) : list.incidents(incidents));
    }
  }

  @Command(name = "show", description = "One incident: its transitions, and who was told.")
  int show(
      @Mixin CommonOptions common,
      @Mixin FormatOption format,
      @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.") String id) {
    try (IncidentDesk desk = desk(common)) {
      IncidentFile file = desk.show(id, common.now(environment));
      IncidentPage page = new IncidentPage(terminal.style());
      return print(format.isJson() ? line(page.json(file)) : page.text(file));
    }
  }

  @Command(name = "ack", description = "Take an incident on: ends its reminders until it worsens.")
  int acknowledge(
      @Mixin CommonOptions common,
      @Mixin ByOption by,
      @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.") String id) {
    try (IncidentDesk desk = desk(common)) {
      Incident incident = desk.acknowledge(id, by.name(environment), common.now(environment));
      return print(line("%s is taken on by %s".formatted(incident.id(), by.name(environment))));
    }
  }

  @Command(
      name = "silence",
      description = "Hold back messages for a while; checks and incidents go on.")
  int silence(
      @Mixin CommonOptions common,
      @Mixin ByOption by,
      @Parameters(
              index = "0",
              paramLabel = "PATTERN",
              description = "A check, or check/subject; * stands for any text, ? for a character.")
          String pattern,
      @Parameters(
              index = "1",
              paramLabel = "TIME",
              converter = SpanConverter.class,
              description = "For how long, such as 2h.")
          Duration length,
      @Option(names = "--comment", required = true, paramLabel = "TEXT", description = "Why.")
          String comment) {
    try (IncidentDesk desk = desk(common)) {
      Silence silence =
          desk.silence(pattern, length, comment, by.name(environment), common.now(environment));
      return print(
          line(
              "%s silences %s until %s"
                  .formatted(
                      silence.id(), silence.pattern(), Spoken.dateAndTime(silence.until()))));
    }
  }

  @Command(name = "silences", description = "The silences in force.")
  int silences(@Mixin CommonOptions common) {
    Instant now = common.now(environment);
    try (IncidentDesk desk = desk(common)) {
      return print(new IncidentList(terminal.style(), now).silences(desk.silences(now)));
    }
  }

  @Command(name = "unsilence", description = "End a silence now.")
  int unsilence(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.") String id) {
    try (IncidentDesk desk = desk(common)) {
      Silence silence = desk.unsilence(id, common.now(environment));
      return print(line("%s no longer silences %s".formatted(silence.id(), silence.pattern())));
    }
  }

  @Command(name = "escalate", description = "The escalation form, filled in with what is known.")
  int escalate(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.") String id) {
    try (IncidentDesk desk = desk(common)) {
      return print(EscalationForm.of(desk.show(id, common.now(environment))));
    }
  }

  private IncidentDesk desk(CommonOptions options) {
    return new IncidentDesk(options.load(environment));
  }

  private int print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    return ExitCode.OK;
  }

  private static String line(String text) {
    return text + System.lineSeparator();
  }
}
