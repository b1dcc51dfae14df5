package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.AlertRehearsal;
import io.gapwatch.agent.app.AlertRehearsal.Addressee;
import io.gapwatch.agent.app.AlertRehearsal.Heard;
import io.gapwatch.agent.app.AlertRehearsal.Wanted;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.finding.Severity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "test",
    description = "Show who would hear of what, and how; nothing is sent unless asked.",
    footer = {
      "",
      "With --send, everybody who is listed hears of it, marked as a test; silences do not hold it"
          + " back, and a heartbeat is never pinged.",
      "Exit code: 0 somebody would hear of it, 2 nobody, or not all would.",
      "",
      "Examples:",
      "  gapwatch alert test",
      "  gapwatch alert test --check blocks --severity warning",
      "  gapwatch alert test --job weekly     an upkeep action or a summary as well",
      "  gapwatch alert test --check blocks --send"
    })
final class AlertTestCommand implements Callable<Integer> {
  /** The severity to simulate. */
  enum Level {
    warning,
    critical,
    unknown
  }

  private final Environment environment;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--check",
      paramLabel = "ID",
      description = "The check. Default: the first of each job.")
  private @Nullable String check;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "The job, upkeep or summary. Default: all of them.")
  private @Nullable String job;

  @Option(
      names = "--severity",
      paramLabel = "warning|critical|unknown",
      defaultValue = "critical",
      description = "The severity to simulate. Default: ${DEFAULT-VALUE}.")
  private Level severity = Level.critical;

  @Option(names = "--send", description = "Send it, marked as a test.")
  private boolean send;

  AlertTestCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<Addressee> all =
        new AlertRehearsal(environment)
            .of(
                common.load(environment),
                new Wanted(Optional.ofNullable(check), Optional.ofNullable(job)),
                Severity.valueOf(severity.name().toUpperCase(Locale.ROOT)),
                send,
                common.now(environment));
    PrintWriter out = spec.commandLine().getOut();
    String heading = "";
    for (Addressee one : all) {
      if (!one.what().equals(heading)) {
        heading = one.what();
        out.println(heading);
      }
      out.println(
          "  %s %s (%s): %s".formatted(mark(one.heard()), one.channel(), one.type(), one.how()));
    }
    if (all.isEmpty()) {
      out.println("❌ nobody would hear of it: add notify: to the job");
    }
    List<Heard> addressed =
        all.stream().map(Addressee::heard).filter(it -> it != Heard.NOT_ADDRESSED).toList();
    if (!all.isEmpty() && addressed.isEmpty()) {
      out.println("❌ nobody would hear of it: no route takes it");
    }
    return !addressed.isEmpty() && addressed.stream().allMatch(Heard.YES::equals)
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  private static String mark(Heard heard) {
    return switch (heard) {
      case YES -> "✅";
      case NOT_ADDRESSED -> "–";
      case NO -> "❌";
    };
  }
}
