package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.IncidentDesk;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.incident.Silence;
import io.gapwatch.agent.report.IncidentList;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands of {@code incidents} that mute messages for a while. */
final class SilenceCommands {
  private SilenceCommands() {}

  @Command(
      name = "silence",
      description = "Mute messages for a while; checks and incidents continue.",
      footer = {
        "",
        "Example:",
        "  gapwatch incidents silence blocks 2h --comment 'backfill running'"
      })
  static final class Begin extends DeskCommand {
    @Mixin private ByOption by = new ByOption();

    @Parameters(
        index = "0",
        paramLabel = "PATTERN",
        description =
            "A check, check/subject (* matches any text, ? one character), or an incident's id.")
    private String pattern = "";

    @Parameters(
        index = "1",
        paramLabel = "TIME",
        converter = SpanConverter.class,
        description = "How long, such as 2h.")
    private Duration length = Duration.ZERO;

    @Option(
        names = "--comment",
        required = true,
        paramLabel = "TEXT",
        converter = WordsConverter.class,
        description = "Why.")
    private String comment = "";

    Begin(Environment environment, Terminal terminal) {
      super(environment, terminal);
    }

    @Override
    boolean writes() {
      return true;
    }

    @Override
    String answer(IncidentDesk desk, Instant now) {
      Silence silence = desk.silence(pattern, length, comment, by.name(environment()), now);
      return line(
          "%s silences %s until %s%s"
              .formatted(
                  silence.shortId(),
                  silence.inWords(),
                  Times.dateAndTime(silence.until()),
                  // A subject may be misspelt.
                  silence.pattern().contains("/") && !desk.mutesAny(silence)
                      ? "; it fits no open incident"
                      : ""));
    }
  }

  @Command(
      name = "silences",
      description = "Active silences.",
      footer = {"", "Example:", "  gapwatch incidents silences"})
  static final class ListAction extends DeskCommand {
    ListAction(Environment environment, Terminal terminal) {
      super(environment, terminal);
    }

    @Override
    String answer(IncidentDesk desk, Instant now) {
      return new IncidentList(style(), now).silences(desk.silences(now));
    }
  }

  @Command(
      name = "unsilence",
      description = "End a silence now.",
      footer = {"", "Example:", "  gapwatch incidents unsilence tzwqp"})
  static final class End extends DeskCommand {
    @Mixin private IdParameter id = new IdParameter();

    End(Environment environment, Terminal terminal) {
      super(environment, terminal);
    }

    @Override
    boolean writes() {
      return true;
    }

    @Override
    String answer(IncidentDesk desk, Instant now) {
      Silence silence = desk.unsilence(id.prefix(), now);
      return line("%s no longer silences %s".formatted(silence.shortId(), silence.inWords()));
    }
  }
}
