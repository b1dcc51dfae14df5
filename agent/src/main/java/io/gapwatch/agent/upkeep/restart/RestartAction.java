package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.probe.Metric;
import io.gapwatch.agent.probe.Metrics;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.pm2.Pm2Control;
import io.gapwatch.agent.upkeep.Action;
import io.gapwatch.agent.upkeep.ActionType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code type: restart}: PM2's online processes, one after another; each must prove that it is well
 * before the next. The first that does not stops the rest.
 */
public final class RestartAction implements ActionType {
  static final Metric RESTARTED = Metric.neutral("restarted", Unit.COUNT, "processes restarted");
  static final Metric TOOK =
      Metric.neutral("took", Unit.SECONDS, "time until it was known to be well, by process");
  static final Metric FAILED =
      Metric.high("failed", Unit.COUNT, "1 if a process was not well after its restart")
          .critical(">0");
  static final Metric MISSING =
      Metric.high("missing", Unit.COUNT, "1 for each process of only that PM2 does not have")
          .warning(">0");
  static final Metric LEFT =
      Metric.high("left", Unit.COUNT, "processes not restarted, for the deadline or a failure")
          .warning(">0");

  private static final Key<List<String>> ONLY =
      Key.optional(
              "only",
              Kinds.some(Kinds.text()),
              "only these processes, in this order; left out, all that are online and not"
                  + " expected stopped by a check of the source")
          .whenLeftOut(List.of());
  private static final Key<List<String>> EXCEPT =
      Key.optional("except", Kinds.list(Kinds.text()), "never these processes")
          .whenLeftOut(List.of());
  private static final Key<String> CHECK =
      Key.optional("check", Kinds.text(), "the check that must be ok after each restart");
  private static final Key<Duration> WITHIN =
      Key.optional(
              "within",
              Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
              "how soon a process must be well again")
          .withDefault("2m");
  private static final Key<Duration> STEADY =
      Key.optional(
              "steady",
              Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
              "how long it must have been up without another restart")
          .withDefault("10s");
  private static final Shape VERIFY_SHAPE =
      Shape.of(CHECK, WITHIN, STEADY)
          .with(
              settings ->
                  settings.get(STEADY).compareTo(settings.get(WITHIN)) < 0
                      ? Optional.empty()
                      : Optional.of("steady must be shorter than within"));
  private static final Key<Settings> VERIFY =
      Key.optional("verify", VERIFY_SHAPE, "what a process must prove before the next is restarted")
          .whenLeftOut(Shape.of(WITHIN, STEADY).defaults());
  private static final Kind<Pattern> EXPRESSION =
      Kinds.expression("a regular expression", Pattern.CASE_INSENSITIVE);
  private static final Key<Pattern> ERRORS =
      Key.optional(
              "errors",
              EXPRESSION,
              "a line like this in its error log, written after the restart, is a failure; case"
                  + " does not count")
          .withDefault("error|fatal|exception|panic");
  private static final Key<Pattern> IGNORE =
      Key.optional("ignore", EXPRESSION, "except a line like this");

  @Override
  public String type() {
    return "restart";
  }

  @Override
  public String title() {
    return "RESTART";
  }

  @Override
  public Optional<Class<? extends Session>> actsOn() {
    return Optional.of(Pm2Control.class);
  }

  @Override
  public Shape keys() {
    return Shape.of(ONLY, EXCEPT, VERIFY, ERRORS, IGNORE);
  }

  @Override
  public Metrics metrics() {
    return Metrics.of(RESTARTED, TOOK, FAILED, MISSING, LEFT);
  }

  @Override
  public Action action(Settings settings) {
    Settings verify = settings.get(VERIFY);
    return new Restart(
        new Choice(settings.get(ONLY), settings.get(EXCEPT)),
        new Proof(
            verify.find(CHECK),
            verify.get(WITHIN),
            verify.get(STEADY),
            settings.get(ERRORS),
            settings.find(IGNORE)));
  }
}
