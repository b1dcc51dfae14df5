package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.MaintenanceDesk;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.MaintenanceConfig.Concerned;
import io.gapwatch.agent.schedule.WindowList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "maintenance",
    description = "Planned work: windows in which messages are held back.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Exit code: 0 done, 2 failed.",
      "",
      "Examples:",
      "  gapwatch maintenance                 those that last or will come",
      "  gapwatch maintenance add 2h --jobs chain --comment 'new disk'",
      "  gapwatch maintenance remove kbxmd    ends one"
    })
final class MaintenanceCommand extends MaintenanceAction {
  @Mixin private WindowsFormat format = new WindowsFormat();

  private MaintenanceCommand(Environment environment) {
    super(environment);
  }

  /** The command with its subcommands. */
  static CommandLine with(Environment environment) {
    return new CommandLine(new MaintenanceCommand(environment))
        .addSubcommand(new ListAction(environment))
        .addSubcommand(new Add(environment))
        .addSubcommand(new Remove(environment));
  }

  @Override
  List<String> answer(MaintenanceDesk desk, Instant now) {
    return format.answer(desk, now);
  }

  /** For the command itself and for {@code list}. */
  private static final class WindowsFormat {
    @Mixin private FormatOption format = new FormatOption();

    List<String> answer(MaintenanceDesk desk, Instant now) {
      WindowList list = new WindowList(desk.list(now), now);
      return format.isJson() ? List.of(list.json()) : list.lines();
    }
  }

  @Command(
      name = "list",
      description = "Those that last or will come.",
      footer = {"", "Example:", "  gapwatch maintenance list"})
  private static final class ListAction extends MaintenanceAction {
    @Mixin private WindowsFormat format = new WindowsFormat();

    ListAction(Environment environment) {
      super(environment);
    }

    @Override
    List<String> answer(MaintenanceDesk desk, Instant now) {
      return format.answer(desk, now);
    }
  }

  @Command(
      name = "add",
      description = "Hold messages back for a while; checks and incidents continue.",
      footer = {
        "",
        "Examples:",
        "  gapwatch maintenance add 2h --jobs chain --comment 'new disk'",
        "  gapwatch maintenance add 4h --from 2026-12-01T22:00:00Z --comment move"
      })
  private static final class Add extends MaintenanceAction {
    @Mixin private ByOption by = new ByOption();

    @Parameters(
        paramLabel = "TIME",
        converter = SpanConverter.class,
        description = "How long, such as 2h.")
    private Duration length = Duration.ZERO;

    @Option(
        names = "--from",
        paramLabel = "INSTANT",
        converter = InstantConverter.class,
        description = "When it begins, such as 2026-12-01T22:00:00Z. Default: now.")
    private @Nullable Instant from;

    @Option(names = "--jobs", paramLabel = "JOB", split = ",", description = "Only of these jobs.")
    private List<String> jobs = new ArrayList<>();

    @Option(names = "--checks", paramLabel = "ID", split = ",", description = "Of these checks.")
    private List<String> checks = new ArrayList<>();

    @Option(
        names = "--sources",
        paramLabel = "NAME",
        split = ",",
        description = "Of the checks that ask these sources.")
    private List<String> sources = new ArrayList<>();

    @Option(
        names = "--comment",
        required = true,
        paramLabel = "TEXT",
        converter = WordsConverter.class,
        description = "Why.")
    private String comment = "";

    Add(Environment environment) {
      super(environment);
    }

    @Override
    boolean writes() {
      return true;
    }

    @Override
    List<String> answer(MaintenanceDesk desk, Instant now) {
      Instant begin = Optional.ofNullable(from).orElse(now);
      return List.of(
          desk.add(
              begin,
              begin.plus(length),
              new Concerned(jobs, checks, sources),
              comment,
              by.name(environment()),
              now));
    }
  }

  @Command(
      name = "remove",
      description = "End a window now; the next run tells what is still wrong.",
      footer = {"", "Example:", "  gapwatch maintenance remove kbxmd"})
  private static final class Remove extends MaintenanceAction {
    @Mixin private IdParameter id = new IdParameter();

    Remove(Environment environment) {
      super(environment);
    }

    @Override
    boolean writes() {
      return true;
    }

    @Override
    List<String> answer(MaintenanceDesk desk, Instant now) {
      return List.of(desk.remove(id.prefix(), now));
    }
  }
}
