package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.doctor.Diagnosis;
import io.gapwatch.agent.doctor.DoctorCheck;
import io.gapwatch.agent.doctor.Examination;
import io.gapwatch.agent.doctor.Examination.Examined;
import io.gapwatch.agent.secret.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at the whole installation, line by line, each with its fix. */
public final class Doctor {
  private final Environment environment;
  private final Examination examination;
  private final boolean send;
  private final UnattendedChecks unattended;

  /**
   * @param offline whether to leave out what needs the network
   * @param send whether channels that reach people get a real message
   * @param candidate whether this release is not installed yet, so that cron and keep-alive are not
   *     its own
   */
  public Doctor(Environment environment, boolean offline, boolean send, boolean candidate) {
    this(
        environment,
        offline,
        send,
        candidate
            ? UnattendedChecks.none(environment)
            : new UnattendedChecks(environment, "crontab"));
  }

  /**
   * @param unattended what keeps it running without a hand
   */
  Doctor(Environment environment, boolean offline, boolean send, UnattendedChecks unattended) {
    this.unattended = unattended;
    this.environment = environment;
    this.examination = new Examination(offline);
    this.send = send;
  }

  /**
   * Examines.
   *
   * @param load loads the configuration; what it throws is the first finding
   * @param listener hears of each answer as it comes
   * @return whether nothing is broken or unknown
   */
  public boolean examine(Supplier<Config> load, Instant now, Consumer<Examined> listener) {
    Config config;
    try {
      config = load.get();
    } catch (GapwatchException e) {
      String text = String.valueOf(e.getMessage());
      listener.accept(examined(Diagnosis.failed(text, "gapwatch config check tells it again")));
      ask(DoctorChecks.withoutConfig(), listener);
      return false;
    }
    listener.accept(examined(Diagnosis.ok(config.file() + " can be used")));
    try (SecretStore store = SecretStores.open(config, environment)) {
      RunSecrets secrets = new RunSecrets(store);
      try (Sessions sessions = new Sessions(config, secrets)) {
        DoctorChecks checks =
            new DoctorChecks(config, secrets, sessions, environment.clock(), now, send, unattended);
        return ask(checks.all(), listener);
      }
    }
  }

  private static Examined examined(Diagnosis diagnosis) {
    return new Examined("configuration", List.of(diagnosis));
  }

  private boolean ask(List<DoctorCheck> checks, Consumer<Examined> listener) {
    boolean well = true;
    for (DoctorCheck check : checks) {
      Examined examined = examination.of(check);
      listener.accept(examined);
      well &= !examined.fails();
    }
    return well;
  }
}
