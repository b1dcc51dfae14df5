package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.doctor.Doctor;
import io.gapwatch.agent.doctor.Scrutiny;
import io.gapwatch.agent.report.PlainReport;
import io.gapwatch.agent.run.JobRun;
import io.gapwatch.agent.run.ManualChecks;
import io.gapwatch.agent.run.RunOptions;
import io.gapwatch.agent.run.Types;
import io.gapwatch.agent.watch.WatchSession;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The agent put together: what it runs, examines and watches, with all types that there are. */
public record Agent(Environment environment) {
  /** All types that a configuration may name. */
  public static Types types() {
    return new Types(
        CheckTypes.all(), SourceTypes.all(), ChannelTypes.all(), SecretStoreTypes.all());
  }

  /** How jobs run. */
  public static RunOptions options() {
    return RunOptions.of(types(), PlainReport::text);
  }

  /** What cron calls. */
  public JobRun jobs() {
    return new JobRun(environment, options());
  }

  /** Checks by hand. */
  public ManualChecks checks() {
    return new ManualChecks(environment, types());
  }

  public Doctor doctor(Scrutiny scrutiny) {
    return new Doctor(environment, types(), scrutiny);
  }

  /**
   * The foreground twin of cron.
   *
   * @param named the configuration, as named on the command line
   * @param state the state folder, as named on the command line
   * @param out hears one line for each thing that happens
   */
  public WatchSession watch(Optional<Path> named, Optional<Path> state, Consumer<String> out) {
    Configs configs = new Configs(environment);
    Supplier<Config> loader = () -> configs.load(named, state);
    return new WatchSession(environment, options(), loader, out);
  }
}
