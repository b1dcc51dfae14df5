package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.doctor.Doctor;
import io.gapwatch.agent.doctor.DoctorOptions;
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

/** The assembled agent, with all types. */
public record Agent(Environment environment) {
  /** All types that a configuration may use. */
  public static Types types() {
    return new Types(
        CheckTypes.all(),
        SourceTypes.all(),
        ChannelTypes.all(),
        SecretStoreTypes.all(),
        ActionTypes.all());
  }

  /** How jobs run. */
  public static RunOptions options() {
    return RunOptions.of(types(), PlainReport::text).with(new Viewing());
  }

  /** What cron calls. */
  public JobRun jobs() {
    return new JobRun(environment, options());
  }

  /** Jobs at another time than now. */
  public JobRun replays() {
    return new JobRun(environment, options().replaying());
  }

  /** Manual checks. */
  public ManualChecks checks() {
    return new ManualChecks(environment, types());
  }

  public Doctor doctor(DoctorOptions options) {
    return new Doctor(environment, types(), options);
  }

  /**
   * The foreground alternative to cron.
   *
   * @param named the configuration file from the command line
   * @param state the state folder from the command line
   * @param out receives one line per event
   */
  public WatchSession watch(Optional<Path> named, Optional<Path> state, Consumer<String> out) {
    Configs configs = new Configs(environment);
    Supplier<Config> loader = () -> configs.load(named, state);
    return new WatchSession(environment, options(), loader, new Viewing(), out);
  }
}
