package io.gapwatch.infra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.config.StackFile;
import io.gapwatch.infra.cost.MonthlyCost;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gapctl init}. */
@Command(
    name = "init",
    description = {
      "Asks what a stack needs to know; the answers go into Pulumi.STACK.yaml.",
      "Each question has a default: what is set already, or what it finds in ~/.oci/config, in the "
          + "account and in ~/.ssh. Nothing in the cloud is changed, and no secret is asked.",
      "Without questions: --yes takes the defaults, --set KEY=VALUE goes over them."
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private static final int TRIES = 3;

  @Mixin private StackOptions options = new StackOptions();

  @Option(names = "--yes", description = "Ask nothing; take what is found and the defaults.")
  private boolean yes;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "This value for a key of Pulumi.yaml; it is not asked for.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

  @Override
  public Integer call() {
    ProjectFiles files = ProjectFiles.read(options.root(), options.stack());
    set.keySet().forEach(key -> files.refuseUnknown(key).ifPresent(this::usage));
    InitDefaults defaults = new InitDefaults(options.root(), files, account());
    Map<String, String> answers = new LinkedHashMap<>();
    for (InitQuestion question : InitQuestion.values()) {
      String found = defaults.of(question);
      if (set.containsKey(question.key())) {
        answers.put(question.key(), set.get(question.key()));
      } else {
        answers.put(
            question.key(), yes ? found : asked(question, found, defaults.choices(question)));
      }
    }
    answers.putAll(set);
    ConfigSource source =
        key ->
            Optional.ofNullable(answers.get(key))
                .map(value -> text(key, value))
                .or(() -> files.get(key));
    Settings settings = Settings.read(source, GapctlCommand.clock(spec).instant());
    MonthlyCost.of(settings).check(settings);
    write(answers, files);
    return GapctlCommand.OK;
  }

  private void usage(String words) {
    throw new ParameterException(spec.commandLine(), words);
  }

  /** The account, if this machine has credentials for one; without, the questions are fewer. */
  private Optional<Tenancy> account() {
    try {
      Tenancy tenancy = Tenancy.of(System.getenv());
      Tenancy.HomeRegion home = tenancy.homeRegion();
      print(
          home.isOurs()
              ? "Oracle answers the API key; %s is the home region.".formatted(home.name())
              : "Oracle answers the API key, but %s is not the home region, and free VMs exist only in %s: set region=%2$s in ~/.oci/config."
                  .formatted(tenancy.credentials().region(), home.name()));
      return Optional.of(tenancy);
    } catch (InfraException e) {
      print("The account cannot be looked at: %s".formatted(e.getMessage()));
      return Optional.empty();
    }
  }

  private String asked(InitQuestion question, String found, Map<String, String> choices) {
    print("");
    print(question.words());
    choices.forEach((number, choice) -> print("  %s  %s".formatted(number, choice)));
    for (int i = 0; i < TRIES; i++) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%s [%s]: ", question.key(), found);
      out.flush();
      String typed = typed();
      String value =
          typed.isEmpty()
              ? found
              : Optional.ofNullable(choices.get(typed)).map(InitCommand::last).orElse(typed);
      value = value.equals("-") ? "" : value;
      if (question.fits(value)) {
        return value;
      }
      print("It should be %s.".formatted(question.rule()));
    }
    throw new InfraException(
        "nothing was written, because %s was not answered; it can be given as --set %s=VALUE"
            .formatted(question.key(), question.key()));
  }

  private static String last(String choice) {
    return choice.substring(choice.lastIndexOf(' ') + 1);
  }

  private String typed() {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new InfraException(
            "nothing was written, because nobody answers; without questions: gapctl init --yes");
      }
      return line.strip();
    } catch (IOException e) {
      throw new InfraException("nothing was written, because the answer cannot be read", e);
    }
  }

  private void write(Map<String, String> answers, ProjectFiles files) {
    Map<String, JsonNode> changed = new LinkedHashMap<>();
    answers.forEach(
        (key, value) -> {
          String text = text(key, value);
          if (!files.get(key).orElse("").equals(text)) {
            changed.put(key, node(key, value));
          }
        });
    print("");
    if (changed.isEmpty()) {
      print("All of it is set already.");
    } else {
      StackFile file = StackFile.of(options.root(), options.stack());
      file.set(changed);
      changed.forEach((key, value) -> print("  %-20s %s".formatted(key, value)));
      print("Written to %s.".formatted(file.path()));
    }
    print(
        "Next: scripts/gapctl plan shows what up would create; docs/deploy.md, section 2, has the"
            + " secrets.");
  }

  /** As the settings read it: a list is JSON. */
  private static String text(String key, String value) {
    return isList(key) ? node(key, value).toString() : value;
  }

  private static JsonNode node(String key, String value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.matches("true|false")) {
      return nodes.booleanNode(Boolean.parseBoolean(value));
    } else if (value.matches("[1-9]\\d{0,8}")) {
      return nodes.numberNode(Integer.parseInt(value));
    } else if (!isList(key)) {
      return nodes.textNode(value);
    }
    var list = nodes.arrayNode();
    for (String each : value.split("[,\\s]+", -1)) {
      if (!each.isEmpty()) {
        list.add(each);
      }
    }
    return list;
  }

  private static boolean isList(String key) {
    return key.equals("sshFrom") || key.equals("secrets");
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
