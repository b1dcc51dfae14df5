package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.doctor.Examination.Examined;
import io.gapwatch.agent.run.RunSecrets;
import io.gapwatch.agent.run.SecretStores;
import io.gapwatch.agent.run.Sessions;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks the whole installation, line by line, with a fix for each problem. */
public final class Doctor {
  private final Environment environment;
  private final Types types;
  private final DoctorOptions options;
  private final UnattendedChecks unattended;

  public Doctor(Environment environment, Types types, DoctorOptions options) {
    this(
        environment,
        types,
        options,
        options.candidate()
            ? UnattendedChecks.none(environment)
            : new UnattendedChecks(environment, "crontab"));
  }

  /**
   * @param unattended the checks of unattended operation
   */
  Doctor(Environment environment, Types types, DoctorOptions options, UnattendedChecks unattended) {
    this.environment = environment;
    this.types = types;
    this.options = options;
    this.unattended = unattended;
  }

  /**
   * Runs all checks.
   *
   * @param load loads the configuration; its exception becomes the first finding
   * @param listener receives each answer as it comes
   * @return whether nothing is broken or unknown
   */
  public boolean examine(Supplier<Config> load, Instant now, Consumer<Examined> listener) {
    Config config;
    try {
      config = load.get();
    } catch (GapwatchException e) {
      String text = String.valueOf(e.getMessage());
      listener.accept(examined(Diagnosis.failed(text, "run gapwatch config check")));
      ask(DoctorChecks.withoutConfig(), listener);
      return false;
    }
    listener.accept(examined(Diagnosis.ok(config.file() + " is valid")));
    return ask(config, now, listener, DoctorChecks::all);
  }

  /**
   * Only opens the sources, and asks each check once.
   *
   * @return whether nothing is broken or unknown
   */
  public boolean connect(Config config, Instant now, Consumer<Examined> listener) {
    return ask(config, now, listener, DoctorChecks::sourcesAndChecks);
  }

  private boolean ask(
      Config config,
      Instant now,
      Consumer<Examined> listener,
      Function<DoctorChecks, List<DoctorCheck>> which) {
    try (SecretStore store = new SecretStores(types).open(config, environment)) {
      RunSecrets secrets = new RunSecrets(store);
      try (Sessions sessions = new Sessions(config, secrets, types)) {
        DoctorChecks checks =
            new DoctorChecks(
                new DoctorChecks.Subject(config, types, secrets, sessions),
                environment.clock(),
                now,
                options,
                unattended);
        return ask(which.apply(checks), listener);
      }
    }
  }

  private static Examined examined(Diagnosis diagnosis) {
    return new Examined("configuration", List.of(diagnosis));
  }

  private boolean ask(List<DoctorCheck> checks, Consumer<Examined> listener) {
    Examination examination = new Examination(options.offline());
    boolean well = true;
    for (DoctorCheck check : checks) {
      Examined examined = examination.of(check);
      listener.accept(examined);
      well &= !examined.fails();
    }
    return well;
  }
}
