package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.ServiceAddress;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.doctor.PulumiQuestions;
import io.gapwatch.infra.doppler.RequiredSecrets;
import io.gapwatch.infra.doppler.SecretSources;
import io.gapwatch.infra.vault.KvVault;
import io.gapwatch.infra.vault.VaultCopy;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gapctl vault copy}. */
@Command(
    name = "copy",
    description = {
      "Copies secrets from Doppler, or where the stack has them from, into one secret of a KV"
          + " engine,",
      "version 2, of HashiCorp Vault: all or none, and read back. Asks Vault at VAULT_ADDR with",
      "VAULT_TOKEN; asks Doppler with DOPPLER_TOKEN. Prints no value."
    },
    mixinStandardHelpOptions = true)
final class VaultCopyCommand implements Callable<Integer> {
  @Mixin private StackOptions stack = new StackOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "The secrets (default: those of gapwatch:secrets).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--mount",
      defaultValue = "secret",
      paramLabel = "PATH",
      description = "Where the engine is mounted (default: ${DEFAULT-VALUE}).")
  private String mount = "secret";

  @Option(
      names = "--path",
      defaultValue = "gapwatch",
      paramLabel = "PATH",
      description = "The secret below it (default: ${DEFAULT-VALUE}).")
  private String path = "gapwatch";

  @Option(names = "--dry-run", description = "Only say what would be written.")
  private boolean dryRun;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> environment = System.getenv();
    KvVault vault =
        new KvVault(address(environment), token(environment), plain(mount), plain(path));
    ProjectFiles files = ProjectFiles.read(stack.root(), stack.stack());
    PulumiQuestions pulumi = new PulumiQuestions(stack.root(), stack.stack(), environment);
    ConfigSource config =
        key ->
            files.isEncrypted(key) ? Optional.of(pulumi.decrypted(key).reveal()) : files.get(key);
    Settings settings = Settings.read(config, GapctlCommand.clock(spec).instant());
    Map<String, Secret> secrets =
        RequiredSecrets.from(
            SecretSources.of(settings.secrets(), config, environment),
            names.isEmpty() ? settings.secrets().names() : names);
    PrintWriter out = spec.commandLine().getOut();
    new VaultCopy(vault, secrets).copy(dryRun).forEach(out::println);
    out.println((dryRun ? "Nothing was written to " : "Read back from ") + vault.name() + ".");
    out.flush();
    return GapctlCommand.OK;
  }

  private static URI address(Map<String, String> environment) {
    String text =
        Optional.ofNullable(environment.get("VAULT_ADDR"))
            .orElseThrow(
                () ->
                    new InfraException(
                        "VAULT_ADDR is not set in the environment: the address of Vault, as in"
                            + " http://127.0.0.1:8200 with gapctl tunnel"));
    return ServiceAddress.of(text)
        .orElseThrow(() -> new InfraException("VAULT_ADDR should be " + ServiceAddress.RULE));
  }

  private static Secret token(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("VAULT_TOKEN"))
        .map(Secret::new)
        .orElseThrow(
            () ->
                new InfraException(
                    "VAULT_TOKEN is not set in the environment: a token that may read and write"
                        + " there (vault login prints one)"));
  }

  private static String plain(String path) {
    if (!path.matches("[\\w.-]+(/[\\w.-]+)*")) {
      throw new InfraException("'%s' is not a path such as team/gapwatch".formatted(path));
    }
    return path;
  }
}
