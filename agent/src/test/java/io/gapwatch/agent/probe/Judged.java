package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.util.function.Predicate;

/** Asks a check as a run would, and judges what it says. */
public final class Judged {
  private Judged() {}

  public static CheckResult of(CheckType type, String yaml, ProbeContext context) {
    return of(type, yaml, context, subject -> false);
  }

  /**
   * The same where incidents are open.
   *
   * @param open whether one is open on a subject
   */
  public static CheckResult of(
      CheckType type, String yaml, ProbeContext context, Predicate<String> open) {
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check(
            "check", type.type(), "ledger", type.title(), type.metrics().limits(settings));
    return new Judge().judge(check, reading(type, settings, context), context.now(), open);
  }

  private static Reading reading(CheckType type, Settings settings, ProbeContext context) {
    try {
      return type.probe(settings).ask(context);
    } catch (SourceUnavailableException e) {
      return new Unavailable(String.valueOf(e.getMessage()), e.remedy());
    }
  }
}
