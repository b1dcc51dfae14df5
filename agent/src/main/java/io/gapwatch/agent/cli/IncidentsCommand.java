package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.IncidentDesk;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.report.EscalationForm;
import io.gapwatch.agent.report.IncidentFile;
import io.gapwatch.agent.report.IncidentList;
import io.gapwatch.agent.report.IncidentPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "incidents",
    description = "Incidents: list, show, acknowledge, silence, escalate.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Exit code: 0 done, 2 failed.",
      "",
      "Examples (any unique prefix of an id will do):",
      "  gapwatch incidents                        pending and open incidents",
      "  gapwatch incidents list --since 7d        and those resolved in the last week",
      "  gapwatch incidents show kbxmd             its transitions and who was notified",
      "  gapwatch incidents ack kbxmd --by ann     stops its reminders",
      "  gapwatch incidents silence blocks 2h --comment 'backfill running'",
      "  gapwatch incidents silence 'freshness/*' 30m --comment 'collector upgrade'",
      "  gapwatch incidents silences               active silences",
      "  gapwatch incidents unsilence tzwqp        ends one",
      "  gapwatch incidents escalate kbxmd         the completed escalation form"
    })
final class IncidentsCommand extends DeskCommand {
  @Mixin private FormatOption format = new FormatOption();

  private IncidentsCommand(Environment environment, Terminal terminal) {
    super(environment, terminal);
  }

  /** The command with its subcommands. */
  static CommandLine with(Environment environment, Terminal terminal) {
    return new CommandLine(new IncidentsCommand(environment, terminal))
        .addSubcommand(new ListAction(environment, terminal))
        .addSubcommand(new Show(environment, terminal))
        .addSubcommand(new Acknowledge(environment, terminal))
        .addSubcommand(new SilenceCommands.Begin(environment, terminal))
        .addSubcommand(new SilenceCommands.ListAction(environment, terminal))
        .addSubcommand(new SilenceCommands.End(environment, terminal))
        .addSubcommand(new Escalate(environment, terminal));
  }

  @Override
  String answer(IncidentDesk desk, Instant now) {
    return list(this, desk, Optional.empty(), format, now);
  }

  @Command(
      name = "list",
      description = "Pending and open incidents of all jobs, oldest first.",
      footer = {
        "",
        "Example:",
        "  gapwatch incidents list --since 7d   with those resolved in the last week"
      })
  private static final class ListAction extends DeskCommand {
    @Mixin private FormatOption format = new FormatOption();

    @Option(
        names = "--since",
        paramLabel = "TIME",
        converter = SpanConverter.class,
        description = "Include incidents resolved within this time, such as 12h or 7d.")
    private @Nullable Duration since;

    ListAction(Environment environment, Terminal terminal) {
      super(environment, terminal);
    }

    @Override
    String answer(IncidentDesk desk, Instant now) {
      return list(this, desk, Optional.ofNullable(since), format, now);
    }
  }

  @Command(
      name = "show",
      description = "One incident: its transitions and who was notified.",
      footer = {"", "Example:", "  gapwatch incidents show kbxmd"})
  private static final class Show extends DeskCommand {
    @Mixin private FormatOption format = new FormatOption();

    @Mixin private IdParameter id = new IdParameter();

    Show(Environment environment, Terminal terminal) {
      super(environment, terminal);
    }

    @Override
    String answer(IncidentDesk desk, Instant now) {
      IncidentFile file = desk.show(id.prefix(), now);
      IncidentPage page = new IncidentPage(style());
      return format.isJson() ? line(page.json(file)) : page.text(file);
    }
  }

  @Command(
      name = "ack",
      description = "Acknowledge an incident: no reminders until it gets worse.",
      footer = {"", "Example:", "  gapwatch incidents ack kbxmd --by ann"})
  private static final class Acknowledge extends DeskCommand {
    @Mixin private ByOption by = new ByOption();

    @Mixin private IdParameter id = new IdParameter();

    Acknowledge(Environment environment, Terminal terminal) {
      super(environment, terminal);
    }

    @Override
    boolean writes() {
      return true;
    }

    @Override
    String answer(IncidentDesk desk, Instant now) {
      String name = by.name(environment());
      Incident incident = desk.acknowledge(id.prefix(), name, now);
      return line("%s acknowledged by %s".formatted(incident.shortId(), name));
    }
  }

  @Command(
      name = "escalate",
      description = "The escalation form, completed as far as possible.",
      footer = {"", "Example:", "  gapwatch incidents escalate kbxmd  > escalation.txt"})
  private static final class Escalate extends DeskCommand {
    @Mixin private IdParameter id = new IdParameter();

    Escalate(Environment environment, Terminal terminal) {
      super(environment, terminal);
    }

    @Override
    String answer(IncidentDesk desk, Instant now) {
      return EscalationForm.of(desk.show(id.prefix(), now));
    }
  }

  /** For the command itself and for {@code list}. */
  private static String list(
      DeskCommand command,
      IncidentDesk desk,
      Optional<Duration> since,
      FormatOption format,
      Instant now) {
    IncidentList list = new IncidentList(command.style(), now);
    List<Incident> incidents = desk.list(since, now);
    return format.isJson()
        ? line(list.json(incidents, desk.heldByIncident()))
        : list.incidents(incidents)
            + desk.held().stream().map(DeskCommand::line).collect(Collectors.joining());
  }
}
