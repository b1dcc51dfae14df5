package io.gapwatch.infra.stack;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.exceptions.RunException;
import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.doppler.RequiredSecrets;
import io.gapwatch.infra.doppler.SecretSources;
import io.gapwatch.infra.release.ReleaseArchive;
import java.nio.file.Path;
import java.util.Map;

/** What {@code pulumi up} runs, in the folder {@code infra}. */
public final class Program {
  private final Path folder;
  private final Map<String, String> environment;

  /**
   * A program for one run.
   *
   * @param folder where the provider runs too, because it reads the release from there
   */
  public Program(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  public static void main(String[] args) {
    Pulumi.run(new Program(Path.of(""), System.getenv())::define);
  }

  /**
   * Checks all that can be wrong before the first resource is declared.
   *
   * @throws RunException with what is wrong; of other exceptions Pulumi prints the stack as well
   */
  public void define(Context context) {
    try {
      declare(context);
    } catch (InfraException e) {
      throw new RunException(e.getMessage(), e);
    }
  }

  private void declare(Context context) {
    ConfigSource config = context.config()::get;
    Settings settings = Settings.read(config);
    Map<String, Secret> secrets =
        RequiredSecrets.from(
            SecretSources.of(settings.secrets(), config, environment), settings.secrets().names());
    ReleaseArchive archive = ReleaseArchive.stage(folder, settings.release().archive());
    new GapwatchStack(context.stackName(), settings, secrets, archive)
        .declare()
        .forEach(context::export);
  }
}
