package io.gapwatch.agent.probe.data;

import io.gapwatch.agent.config.Settings;
import io.gapwatch.agent.config.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Inquiry;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks a check as a run would, and judges what it says. */
record Asked(Supplier<SqlSession> sessions, Instant now) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  CheckResult gaps(String yaml) {
    return gaps(yaml, Optional.empty());
  }

  CheckResult gaps(String yaml, Optional<String> memory) {
    return ask(new GapsCheck(), yaml, memory);
  }

  CheckResult staleness(String yaml) {
    return ask(new StalenessCheck(), yaml, Optional.empty());
  }

  CheckResult sql(String yaml) {
    return ask(new SqlCheck(), yaml, Optional.empty());
  }

  Inquiry inquiry(Optional<String> memory) {
    // Each run has a session of its own, which need not notice that a table was made anew.
    SqlSession session = sessions.get();
    return new Inquiry(now, "ethereum", name -> session, PATIENCE, memory);
  }

  private CheckResult ask(CheckType type, String yaml, Optional<String> memory) {
    Settings settings = SettingsOf.yaml(type.shape(), yaml);
    Judge.Check check =
        new Judge.Check("check", type.type(), "ethereum", type.title(), type.limits(settings));
    return new Judge().judge(check, reading(type, settings, memory), now);
  }

  private Reading reading(CheckType type, Settings settings, Optional<String> memory) {
    try {
      return type.probe(settings).ask(inquiry(memory));
    } catch (SourceUnavailableException e) {
      return new Unavailable(String.valueOf(e.getMessage()), e.remedy());
    }
  }
}
