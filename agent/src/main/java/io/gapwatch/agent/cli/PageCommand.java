package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.StatusPages;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.PageConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "page",
    description = "Write the status page now: HTML, JSON and badges. Asks no source.",
    footer = {
      "",
      "Each run writes it as well, where the configuration has page: {to: DIR}.",
      "Exit code: 0 written, 2 not.",
      "",
      "Example:",
      "  gapwatch page --to public     index.html, status.json, badges/CHECK.svg"
    })
final class PageCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder. Default: to of page in the configuration.")
  private @Nullable Path to;

  PageCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Config config = common.load(environment);
    Optional<Path> named = Optional.ofNullable(to).map(environment.folder()::resolve);
    Path folder =
        named
            .or(() -> config.views().page().flatMap(PageConfig::to).map(config::resolve))
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "where to? Give --to DIR, or write page: {to: DIR} into the configuration"));
    StatusPages.write(config, folder, common.now(environment));
    spec.commandLine().getOut().println("✅ " + folder.resolve("index.html"));
    return ExitCode.OK;
  }
}
