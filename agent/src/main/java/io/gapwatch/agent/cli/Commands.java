package io.gapwatch.agent.cli;

import io.gapwatch.agent.config.Environment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Commands by name, in the order of the help; each is created on demand. */
record Commands(Map<String, Supplier<Object>> byName) {
  private static final Set<String> OF_ALL = Set.of("help", "completion");

  /** All commands; the one that changes something outside is passed in. */
  static Commands all(Environment environment, Terminal terminal, CrontabCommand crontab) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("init", () -> new InitCommand(environment, terminal, Question.atTerminal()));
    all.put("check", () -> new CheckCommand(environment, terminal));
    all.put("run", () -> new RunCommand(environment, terminal));
    all.put("watch", () -> new WatchCommand(environment));
    all.put("crontab", () -> crontab);
    all.put("gaps", () -> new GapsCommand(environment));
    all.put("report", () -> new ReportCommand(environment, terminal));
    all.put("page", () -> new PageCommand(environment));
    all.put("incidents", () -> IncidentsCommand.with(environment, terminal));
    all.put("maintenance", () -> MaintenanceCommand.with(environment));
    all.put("alert", () -> AlertCommand.with(environment, System.in));
    all.put("calibrate", () -> new CalibrateCommand(environment, terminal));
    all.put("doctor", () -> new DoctorCommand(environment));
    all.put("backup", () -> new BackupCommand(environment));
    all.put("restore", () -> new RestoreCommand(environment));
    all.put("forget", () -> new ForgetCommand(environment, Confirmation.atTerminal()));
    all.put("config", () -> new ConfigCommand(environment));
    all.put("upkeep", () -> new UpkeepCommand(environment, terminal));
    all.put("keep-alive", () -> new KeepAliveCommand(environment, terminal));
    all.put("demo", () -> new DemoCommand(environment, terminal));
    all.put("completion", CompletionCommand::new);
    all.put("version", VersionCommand::new);
    all.put("help", HelpCommand::new);
    return new Commands(Collections.unmodifiableMap(all));
  }

  /**
   * Only the command being called, or all if it is none, or speaks of others: parsing the options
   * of all takes 0.1 s.
   */
  Commands calledBy(String name) {
    Supplier<Object> called = byName.get(name);
    return called == null || OF_ALL.contains(name) ? this : new Commands(Map.of(name, called));
  }
}
