package io.gapwatch.agent.probe.log;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.logs.LogsSession;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code type: log-errors}: how many lines of log files tell of errors since the last run. */
public final class LogErrorsCheck implements CheckType {
  static final Metric ERRORS =
      Metric.high("errors", Unit.COUNT, "lines that match, written since the last run")
          .main()
          .calibrated();
  static final Metric LINES = Metric.neutral("lines", Unit.COUNT, "lines since the last run");
  static final Metric ERRORS_OF =
      Metric.neutral("errorsOf", Unit.COUNT, "lines that match, of one file");
  static final Metric FILES = Metric.neutral("files", Unit.COUNT, "files that are followed");
  static final Metric OFFSET =
      Metric.neutral("offset", Unit.BYTES, "up to where a file has been read").position();
  static final Metric MARK =
      Metric.neutral("mark", Unit.COUNT, "a checksum of what stands before that place").position();

  static final Metric FILE =
      Metric.neutral("file", Unit.COUNT, "a checksum of which file has that name").position();
  static final Metric ROTATED =
      Metric.neutral("rotated", Unit.COUNT, "the same of the file that was rotated from it last")
          .position();
  static final Metric ROTATED_SIZE =
      Metric.neutral("rotatedSize", Unit.BYTES, "how long that was").position();
  static final Metric ROTATED_MARK =
      Metric.neutral("rotatedMark", Unit.COUNT, "a checksum of how that ended").position();
  static final Metric WRITTEN =
      Metric.neutral(
              "written",
              Unit.SECONDS,
              "when it, or a file that was rotated from it, was last written to, since 1970")
          .position();

  private static final Kind<Pattern> EXPRESSION =
      Kinds.expression("a regular expression such as ERROR|FATAL", 0);
  private static final Key<Pattern> MATCH =
      Key.optional(
              "match", EXPRESSION, "what a line of an error has in it, as a regular expression")
          .withDefault("ERROR|FATAL");
  private static final Key<Pattern> IGNORE =
      Key.optional("ignore", EXPRESSION, "what a line has in it that does not count");
  private static final Key<Long> MOST =
      Key.optional("most", Kinds.bytes(), "how much of a file is read at most in a run, its end")
          .withDefault("64MiB");

  @Override
  public String type() {
    return "log-errors";
  }

  @Override
  public String title() {
    return "LOGS";
  }

  @Override
  public Class<? extends Session> asks() {
    return LogsSession.class;
  }

  @Override
  public Shape keys() {
    return Shape.of(MATCH, IGNORE, MOST)
        .with(
            settings ->
                ERRORS.limits(settings).areSet()
                    ? Optional.empty()
                    : Optional.of("must have warning or critical, or it can never fail"));
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(
        ERRORS,
        LINES,
        ERRORS_OF,
        FILES,
        OFFSET,
        MARK,
        FILE,
        ROTATED,
        ROTATED_SIZE,
        ROTATED_MARK,
        WRITTEN);
  }

  @Override
  public Probe probe(Settings settings) {
    return new LogErrorsProbe(
        new Filter(settings.get(MATCH), settings.find(IGNORE)), settings.get(MOST));
  }
}
