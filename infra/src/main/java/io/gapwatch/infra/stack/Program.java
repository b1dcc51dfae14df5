package io.gapwatch.infra.stack;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import io.gapwatch.infra.config.ConfigSource;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.doppler.RequiredSecrets;
import io.gapwatch.infra.doppler.SecretSources;
import io.gapwatch.infra.release.ReleaseArchive;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;

/** What {@code pulumi up} runs, in the folder {@code infra}. */
public final class Program {
  private final Path folder;
  private final Map<String, String> environment;
  private final InstantSource clock;

  /**
   * A program for the runs of one command.
   *
   * @param folder where the provider runs too, because it reads the release from there
   * @param clock is read once a run
   */
  public Program(Path folder, Map<String, String> environment, InstantSource clock) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  public static void main(String[] args) {
    if (System.getenv("PULUMI_JAVA_LOG_VERBOSE") == null) {
      // The engine prints what is wrong; these handlers would print it again, with names of
      // classes.
      LogManager.getLogManager().reset();
    }
    Pulumi.run(new Program(Path.of(""), System.getenv(), InstantSource.system())::define);
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
      throw new RunException(e.inTwoLines(), e);
    }
  }

  private void declare(Context context) {
    ProjectFiles.read(folder.resolve("..").toAbsolutePath().normalize(), context.stackName())
        .refuseWrongKeys();
    ConfigSource config = context.config()::get;
    Settings settings = Settings.read(config, clock.instant());
    Optional<Created> before = created(context);
    before.ifPresent(vm -> vm.refuse(settings));
    Map<String, Secret> secrets =
        RequiredSecrets.from(
            SecretSources.of(settings.secrets(), config, environment), settings.secrets().names());
    ReleaseArchive archive = ReleaseArchive.stage(folder, settings.release().archive());
    Preflight.ask(settings.account(), environment);
    before.ifPresent(vm -> vm.ignored(settings).forEach(context.log()::warn));
    new GapwatchStack(context.stackName(), settings, secrets, archive, before)
        .declare()
        .forEach(context::export);
  }

  /**
   * What the last {@code up} noted. The program waits for it: a refusal comes before any change.
   */
  private static Optional<Created> created(Context context) {
    String self =
        "%s/%s/%s"
            .formatted(context.organizationName(), context.projectName(), context.stackName());
    return Created.of(
        Optional.ofNullable(new StackReference(self).getValueAsync(Created.OUTPUT).join()));
  }
}
