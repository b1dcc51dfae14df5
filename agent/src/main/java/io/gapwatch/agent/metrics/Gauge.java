package io.gapwatch.agent.metrics;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import java.util.List;
import java.util.Locale;

/**
 * A declared name. All are gauges: a program that cron starts has no counters of its own.
 *
 * @param help what it is, in one line
 * @param labels the names of its labels
 */
public record Gauge(String name, String help, List<String> labels) {
  private static final String PREFIX = "gapwatch_";

  /** Prometheus keeps these endings for samples of other types. */
  private static final String RESERVED = ".*_(total|count|sum|bucket|created|info)";

  static final Gauge BUILD =
      own("build_info", "The version of Gapwatch that wrote this; always 1.", "version");
  static final Gauge STATUS =
      own(
          "check_status",
          "The status of a check in its job's last run: 1 for the one that it has, 0 for others.",
          "check",
          "job",
          "source",
          "status");
  static final Gauge LEFT_OUT =
      own(
          "check_subjects_left_out",
          "How many subjects of a check have no samples here, because there are too many.",
          "check",
          "job");
  static final Gauge RUN_STATUS =
      own(
          "run_status",
          "The status of a job's last run: 1 for the one that it has, 0 for others.",
          "job",
          "status");
  static final Gauge RUN_START =
      own("run_last_start_timestamp_seconds", "When a job's last finished run began.", "job");
  static final Gauge RUN_END =
      own("run_last_end_timestamp_seconds", "When a job's last finished run ended.", "job");
  static final Gauge RUN_OK =
      own("run_last_success_timestamp_seconds", "When a run of a job last found all ok.", "job");
  static final Gauge RUN_NEXT =
      own(
          "run_next_due_timestamp_seconds",
          "When a job is due after its last run; long past, it does not run.",
          "job");
  static final Gauge RUN_TOOK =
      own("run_duration_seconds", "How long a job's last finished run took.", "job");
  static final Gauge RUNS =
      own(
          "runs_of_a_day",
          "Runs of a job that began in the 24 hours before this was written, by how they ended.",
          "job",
          "status");
  static final Gauge INCIDENTS =
      own("incidents_open", "Open incidents of a job, by severity.", "job", "severity");
  static final Gauge DELIVERIES =
      own(
          "deliveries_kept",
          "Transitions by channel and what became of their delivery, as far as history goes back.",
          "channel",
          "state");
  static final Gauge WAITING =
      own("outbox_messages", "Transitions that a channel has not received yet.", "channel");
  static final Gauge WAITING_SINCE =
      own(
          "outbox_oldest_timestamp_seconds",
          "When the oldest of what a channel has not received happened.",
          "channel");
  static final Gauge KEEP_ALIVE =
      own(
          "keep_alive_cpu_ratio",
          "The 95th percentile of the CPU over 7 days is proven to be at least this.");
  static final Gauge COMPUTE =
      own(
          "motherduck_compute_seconds",
          "Compute that this month's runs have probably taken, in seconds of one unit.");

  /** Those that are not of one type of check. */
  public static List<Gauge> all() {
    return List.of(
        BUILD,
        STATUS,
        LEFT_OUT,
        RUN_STATUS,
        RUN_START,
        RUN_END,
        RUN_OK,
        RUN_NEXT,
        RUN_TOOK,
        RUNS,
        INCIDENTS,
        DELIVERIES,
        WAITING,
        WAITING_SINCE,
        KEEP_ALIVE,
        COMPUTE);
  }

  private static Gauge own(String name, String help, String... labels) {
    return new Gauge(PREFIX + name, help, List.of(labels));
  }

  /** That of a metric that a type of check declares. */
  public static Gauge of(CheckType type, Metric metric) {
    String name = PREFIX + type.type().replace('-', '_') + "_" + snake(metric.name());
    String unit = unit(metric.unit());
    String full = unit.isEmpty() || name.endsWith(unit) ? name : name + unit;
    return new Gauge(
        full.matches(RESERVED) ? full + "_now" : full,
        sentence(metric.help()),
        List.of("check", "job", "source", "subject"));
  }

  /** The value in Prometheus' base unit. */
  static double inBaseUnit(Metric metric, double value) {
    return metric.unit() == Unit.PERCENT ? value / 100 : value;
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case COUNT -> "";
      case SECONDS -> "_seconds";
      case BYTES -> "_bytes";
      case PERCENT -> "_ratio";
    };
  }

  /** {@code rowsIn2h} is {@code rows_in2h}: a part {@code h} would be taken for hours. */
  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String sentence(String help) {
    String text = Character.toUpperCase(help.charAt(0)) + help.substring(1);
    return text.endsWith(".") ? text : text + ".";
  }
}
