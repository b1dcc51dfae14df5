package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Alerts;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "alert",
    description = "Send a message of your own, or see who would hear of a check.",
    synopsisSubcommandLabel = "(send | test)",
    footer = {
      "",
      "Examples:",
      "  gapwatch alert send phone --text 'backfill done'",
      "  gapwatch alert test --check blocks   who would hear if it were critical"
    })
final class AlertCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private AlertCommand() {}

  /**
   * The command with its subcommand.
   *
   * @param input read only for a message that is not given as an option
   */
  static CommandLine with(Environment environment, InputStream input) {
    return new CommandLine(new AlertCommand())
        .addSubcommand(new Send(environment, input))
        .addSubcommand(new AlertTestCommand(environment));
  }

  @Override
  public void run() {
    throw new NoCommandException(spec);
  }

  @Command(
      name = "send",
      description = "Send one message now, once; history and outbox know nothing of it.",
      footer = {
        "",
        "It arrives as a healthy summary does; its priority is the channel's key healthy.",
        "Exit code: 0 delivered, 2 not.",
        "",
        "Examples:",
        "  gapwatch alert send phone --text 'backfill done'",
        "  df -h | gapwatch alert send phone --title 'Disks of db1'"
      })
  private static final class Send implements Callable<Integer> {
    /** Bytes of standard input; any channel takes less. */
    private static final int LONGEST = 100_000;

    private final Environment environment;
    private final InputStream input;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private CommonOptions common = new CommonOptions();

    @Option(
        names = "--title",
        paramLabel = "TEXT",
        defaultValue = "Gapwatch",
        description = "Default: ${DEFAULT-VALUE}.")
    private String title = "";

    @Option(
        names = "--text",
        paramLabel = "TEXT",
        description = "The message. Default: standard input, to its end.")
    private @Nullable String text;

    @Parameters(
        paramLabel = "CHANNEL",
        converter = WordsConverter.class,
        description = "The channel.")
    private String channel = "";

    Send(Environment environment, InputStream input) {
      this.environment = environment;
      this.input = input;
    }

    @Override
    public Integer call() {
      String message = Optional.ofNullable(text).orElseGet(this::typed).strip();
      if (message.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "the message is empty; give it as --text or as input");
      }
      new Alerts(environment)
          .send(common.load(environment), channel, title, message, common.now(environment));
      spec.commandLine().getOut().println("✅ sent through " + channel);
      return ExitCode.OK;
    }

    private String typed() {
      try {
        return new String(input.readNBytes(LONGEST), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new GapwatchException("standard input cannot be read; give the message as --text", e);
      }
    }
  }
}
