package io.gapwatch.infra.doctor;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command {@code pulumi} and its stack.
 *
 * @param root the folder of {@code Pulumi.yaml}
 */
public record PulumiQuestions(Path root, String stack, Map<String, String> environment) {
  /** In the order in which one needs the other. */
  public List<Question> all() {
    return List.of(
        new Question("pulumi", this::version),
        new Question("login", this::login),
        new Question("passphrase", this::passphrase));
  }

  /** A value of the stack's file that is encrypted there; empty also where it cannot be read. */
  public Optional<Secret> secret(String key) {
    Ended ended = run("config", "get", "gapwatch:" + key, "--stack", stack);
    return ended.code() == 0 && !ended.output().isBlank()
        ? Optional.of(new Secret(ended.output().replaceFirst("\\R\\z", "")))
        : Optional.empty();
  }

  /**
   * The same of one that is known to be there.
   *
   * @throws InfraException when it cannot be read: it is not missing then
   */
  public Secret decrypted(String key) {
    Ended ended = run("config", "get", "gapwatch:" + key, "--stack", stack);
    if (ended.code() != 0) {
      throw new InfraException(
          "gapwatch:%s could not be read: %s; export PULUMI_CONFIG_PASSPHRASE=… with the one that made the stack, and see gapctl doctor"
              .formatted(key, last(ended).replace(';', ',')));
    }
    return new Secret(ended.output().replaceFirst("\\R\\z", ""));
  }

  private Result version() {
    Ended ended = run("version");
    return ended.code() == 0
        ? Result.well("pulumi " + ended.output().strip())
        : Result.wrong(
            "pulumi does not run: " + last(ended), "install it again: pulumi.com/docs/install");
  }

  private Result login() {
    Ended ended = run("whoami");
    return ended.code() == 0
        ? Result.well("logged in as " + last(ended))
        : Result.wrong(
            "not logged in: " + last(ended), "pulumi login --local, or any other backend");
  }

  /** Reading the stack's secrets, which go nowhere, and encrypting another one prove it. */
  private Result passphrase() {
    Ended ended = run("config", "--show-secrets", "--json", "--stack", stack);
    if (ended.code() == 0) {
      ended = encrypting();
    }
    if (ended.code() == 0) {
      return Result.well("the stack %s can be read".formatted(stack));
    }
    if (run("whoami").code() != 0) {
      return Result.unknown("not asked, because nobody is logged in", "");
    }
    String why = last(ended);
    if (why.contains("no stack named")) {
      return given()
          ? Result.well("set; the stack %s is not made yet".formatted(stack))
          : Result.unknown(
              "the stack %s is not made yet, and no passphrase is set".formatted(stack),
              "export PULUMI_CONFIG_PASSPHRASE=… (not needed with Pulumi's own service)");
    }
    return why.contains("passphrase")
        ? Result.wrong(why, "export PULUMI_CONFIG_PASSPHRASE=… with the one that made the stack")
        : Result.wrong("the stack %s cannot be read: %s".formatted(stack, why), "pulumi stack ls");
  }

  /** Of a stack without a secret nothing is decrypted: a wrong passphrase shows only here. */
  private Ended encrypting() {
    String name = "Pulumi." + stack + ".yaml";
    try {
      Path copy = Files.createTempFile("gapctl", ".yaml");
      try {
        if (Files.exists(root.resolve(name))) {
          Files.copy(root.resolve(name), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return run(
            "config",
            "set",
            "--secret",
            "gapwatch:doctor",
            "any",
            "--config-file",
            copy.toString(),
            "--stack",
            stack);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new InfraException("could not copy %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private boolean given() {
    return environment.containsKey("PULUMI_CONFIG_PASSPHRASE")
        || environment.containsKey("PULUMI_CONFIG_PASSPHRASE_FILE");
  }

  private Ended run(String... arguments) {
    return new PulumiCommand(root, environment).run(arguments);
  }

  private static String last(Ended ended) {
    List<String> lines =
        ended.output().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String line = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    return line.replaceFirst("^error: ", "");
  }
}
