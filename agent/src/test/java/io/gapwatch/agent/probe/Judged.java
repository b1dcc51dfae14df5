package io.gapwatch.agent.probe;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.source.SourceUnavailableException;

/** Asks a check as a run would, and judges what it says. */
public final class Judged {
  private Judged() {}

  public static CheckResult of(CheckType type, String yaml, ProbeContext context) {
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check(
            "check", type.type(), "ledger", type.title(), type.metrics().limits(settings));
    return new Judge().judge(check, reading(type, settings, context), context.now());
  }

  private static Reading reading(CheckType type, Settings settings, ProbeContext context) {
    try {
      return type.probe(settings).ask(context);
    } catch (SourceUnavailableException e) {
      return new Unavailable(String.valueOf(e.getMessage()), e.remedy());
    }
  }
}
