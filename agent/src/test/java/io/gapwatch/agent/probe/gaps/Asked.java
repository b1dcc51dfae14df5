package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.table.SqlCheck;
import io.gapwatch.agent.probe.table.StalenessCheck;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.sql.SqlSession;
import java.time.Instant;
import java.util.function.Supplier;

/** Asks a check as a run would, and judges what it says. */
record Asked(Supplier<SqlSession> sessions, Instant now) {
  CheckResult gaps(String yaml) {
    return gaps(yaml, Past.NONE);
  }

  CheckResult gaps(String yaml, Past past) {
    return ask(new GapsCheck(), yaml, past);
  }

  CheckResult staleness(String yaml) {
    return ask(new StalenessCheck(), yaml, Past.NONE);
  }

  CheckResult sql(String yaml) {
    return ask(new SqlCheck(), yaml, Past.NONE);
  }

  ProbeContext context(Past past) {
    // Each run has a session of its own, which need not notice that a table was made anew.
    return Contexts.of(sessions.get(), now, past);
  }

  private CheckResult ask(CheckType type, String yaml, Past past) {
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check(
            "check", type.type(), "ethereum", type.title(), type.metrics().limits(settings));
    return new Judge().judge(check, reading(type, settings, past), now);
  }

  private Reading reading(CheckType type, Settings settings, Past past) {
    try {
      return type.probe(settings).ask(context(past));
    } catch (SourceUnavailableException e) {
      return new Unavailable(String.valueOf(e.getMessage()), e.remedy());
    }
  }
}
