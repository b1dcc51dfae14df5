package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.cost.MonthlyCost;
import io.gapwatch.infra.doctor.OracleQuestions;
import io.gapwatch.infra.doctor.PulumiQuestions;
import io.gapwatch.infra.doctor.Question;
import io.gapwatch.infra.doctor.Result;
import io.gapwatch.infra.doctor.ShippingQuestions;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gapctl doctor}. */
@Command(
    name = "doctor",
    description = {
      "Checks what up needs, and says for each thing that is wrong what to do.",
      "It asks Pulumi, login, passphrase, configuration, Oracle's account, secrets and release, and"
          + " changes nothing."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> environment = System.getenv();
    Instant now = GapctlCommand.clock(spec).instant();
    PulumiQuestions pulumi = new PulumiQuestions(options.root(), options.stack(), environment);
    ProjectFiles files = ProjectFiles.read(options.root(), options.stack());
    ConfigSource all = key -> files.get(key).or(() -> pulumi.secret(key).map(Secret::reveal));
    Supplier<Settings> settings = () -> Settings.read(files, now);
    List<Question> questions = new ArrayList<>(pulumi.all());
    Question configuration =
        new Question(
            "configuration",
            () -> {
              files.refuseWrongKeys();
              int secrets = settings.get().secrets().names().size();
              return new Result(
                  Result.Kind.WELL,
                  "every key of the stack fits; %d secrets".formatted(secrets),
                  "");
            });
    questions.add(configuration);
    if (configuration.ask().kind() == Result.Kind.WELL) {
      questions.add(new Question("cost", () -> cost(settings.get())));
      questions.addAll(new OracleQuestions(settings.get(), () -> Tenancy.of(environment)).all());
      questions.addAll(
          new ShippingQuestions(options.root(), Settings.read(all, now), all, environment).all());
    }
    return questions.stream().filter(each -> !isWell(each)).count() == 0
        ? GapctlCommand.OK
        : GapctlCommand.FAILED;
  }

  private static Result cost(Settings settings) {
    MonthlyCost cost = MonthlyCost.of(settings);
    cost.check(settings);
    String found = "about %s a month".formatted(MonthlyCost.money(cost.total()));
    return new Result(Result.Kind.WELL, found, "");
  }

  /** Asks, and prints the answer as soon as it is there. */
  private boolean isWell(Question question) {
    Result result = question.ask();
    PrintWriter out = spec.commandLine().getOut();
    String mark =
        switch (result.kind()) {
          case WELL -> "ok";
          case WRONG -> "wrong";
          case UNKNOWN -> "unknown";
        };
    out.printf("%-8s %-14s %s%n", mark, question.name(), result.found());
    if (!result.way().isEmpty()) {
      out.printf("%23s To do: %s%n", "", result.way());
    }
    out.flush();
    return result.kind() == Result.Kind.WELL;
  }
}
