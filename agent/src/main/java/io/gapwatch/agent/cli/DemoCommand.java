package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.demo.Demo;
import io.gapwatch.agent.files.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = "Show a full cycle on an embedded year of blocks; no account, no network.",
    footer = {
      "",
      "A year of blocks is written and found healthy; then blocks are lost and the collector"
          + " stops;",
      "then the gaps are filled. The phone and the dead-man's switch are stand-ins on this"
          + " machine.",
      "",
      "Exit code: 0 if it went as planned, 2 otherwise.",
      "",
      "Example:",
      "  gapwatch demo"
    })
final class DemoCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where to write; default: a new temporary folder, which is kept.")
  private @Nullable Path folder;

  DemoCommand(Environment environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    boolean asPlanned =
        new Demo(
                makeFolder(),
                environment.clock().instant(),
                System::nanoTime,
                spec.commandLine().getOut(),
                terminal.style())
            .run();
    return asPlanned ? ExitCode.OK : ExitCode.FAILED;
  }

  private Path makeFolder() {
    try {
      return folder == null
          ? Files.createTempDirectory("gapwatch-demo-")
          : Files.createDirectories(environment.folder().resolve(folder));
    } catch (IOException e) {
      throw new GapwatchException(
          "could not create a folder for the demo: "
              + FileTrouble.inWords(e)
              + "; choose one with --dir",
          e);
    }
  }
}
