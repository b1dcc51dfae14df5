package io.gapwatch.agent.cli;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Inits;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.init.Init;
import io.gapwatch.agent.init.Target;
import io.gapwatch.agent.report.ConsoleReport;
import io.gapwatch.agent.result.RunResult;
import io.gapwatch.agent.text.Lines;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "init",
    description = "Look at your data, write a first gapwatch.yaml, and run its checks once.",
    footer = {
      "",
      "SOURCE is a DuckDB, CSV or Parquet file, md:NAME of MotherDuck (with MOTHERDUCK_TOKEN in"
          + " the",
      "environment), postgres://…, redis://…, pm2, or machine. Left out: what it finds here:"
          + " files,",
      "the addresses in DATABASE_URL and REDIS_URL, PM2, a Redis of this machine.",
      "It only reads, and never overwrites a file. An address with a password goes into",
      "gapwatch.env, which only you can read.",
      "Exit code: 0 written, 2 not, or something could not be looked at or checked.",
      "",
      "Examples:",
      "  gapwatch init own.duckdb",
      "  gapwatch init 'data/*.parquet' --tables events",
      "  gapwatch init postgres://me@db.example.org/shop machine --config shop.yaml"
    })
final class InitCommand implements Callable<Integer> {
  private final Environment environment;
  private final Terminal terminal;
  private final Question question;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "SOURCE",
      converter = WordsConverter.class,
      description = "What to watch. Default: what it finds.")
  private List<String> sources = List.of();

  @Option(
      names = "--tables",
      paramLabel = "NAME",
      split = ",",
      description = "Only these tables. Default: all with a column of times.")
  private List<String> tables = List.of();

  @Option(names = "--yes", description = "Ask nothing: take all that is found.")
  private boolean yes;

  InitCommand(Environment environment, Terminal terminal, Question question) {
    this.environment = environment;
    this.terminal = terminal;
    this.question = question;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path file = environment.folder().resolve(common.config().orElse(Path.of("gapwatch.yaml")));
    Init init = Inits.of(environment, file, common.now(environment));
    init.mustBeNew();
    List<Target> targets = sources.isEmpty() ? found(init, out) : named(init);
    targets.forEach(target -> out.println("looking at " + target.shown()));
    out.flush();
    Init.Written written = init.write(targets, tables);
    out.println("✅ wrote " + file);
    written.secrets().ifPresent(it -> out.println("✅ wrote " + it + ", which only you can read"));
    written.left().forEach(one -> out.println("➖ not watched: " + Lines.oneLine(one)));
    if (!written.variables().isEmpty()) {
      out.println(
          "⚠️ cron does not know "
              + String.join(" and ", written.variables())
              + ": for unattended runs keep it in a private file: docs/configure.md, secrets");
    }
    out.println();
    int code = checked(out, file);
    return written.isWhole() ? code : ExitCode.FAILED;
  }

  private List<Target> named(Init init) {
    return sources.stream().map(init::named).toList();
  }

  private List<Target> found(Init init, PrintWriter out) {
    List<Target> all = init.nearby();
    if (all.isEmpty()) {
      throw new GapwatchException(
          """
          found nothing to watch here: no DuckDB, CSV or Parquet file in %s, no DATABASE_URL or REDIS_URL, no PM2, no Redis. Say what to watch:
            gapwatch init path/to/own.duckdb
            gapwatch init postgres://user:password@host:5432/database
            gapwatch init md:my_database       with MOTHERDUCK_TOKEN in the environment
            gapwatch init machine              memory, swap, load and disk of this machine\
          """
              .formatted(environment.folder().toAbsolutePath()));
    }
    out.println("found:");
    for (int i = 0; i < all.size(); i++) {
      out.println("  " + (i + 1) + "  " + all.get(i).shown());
    }
    out.flush();
    Optional<String> answer =
        yes ? Optional.empty() : question.ask("Which of them? (numbers, or Enter for all) ");
    return answer.filter(text -> !text.isEmpty()).map(text -> chosen(all, text)).orElse(all);
  }

  private static List<Target> chosen(List<Target> all, String text) {
    List<Target> chosen = new ArrayList<>();
    for (String one : text.split("[ ,]+", -1)) {
      if (!one.matches("\\d{1,4}")
          || Integer.parseInt(one) < 1
          || Integer.parseInt(one) > all.size()) {
        throw new GapwatchException(
            "%s is none of the numbers 1 to %d; nothing was written".formatted(one, all.size()));
      }
      chosen.add(all.get(Integer.parseInt(one) - 1));
    }
    return chosen;
  }

  /** What the new file says of the data; findings are no failure of this command. */
  private int checked(PrintWriter out, Path file) {
    Config config = common.load(environment, file);
    RunResult result =
        new Agent(environment)
            .checks()
            .run(
                config,
                List.of(),
                common.now(environment),
                new ConsoleReport(out, terminal.style()));
    String own = common.config().map(any -> " --config " + any).orElse("");
    out.println("\nNext: read %s, then".formatted(file.getFileName()));
    next(out, "run " + config.jobs().keySet().iterator().next() + own, "keeps a history");
    next(out, "page --to public" + own, "shows it to people");
    next(out, "crontab install" + own, "runs it by itself; without cron, gapwatch watch");
    return result.exitCode() == ExitCode.FAILED ? ExitCode.FAILED : ExitCode.OK;
  }

  private static void next(PrintWriter out, String command, String what) {
    out.printf("  gapwatch %-20s  %s%n", command, what);
  }
}
