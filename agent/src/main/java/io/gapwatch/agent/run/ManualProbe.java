package io.gapwatch.agent.run;

import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.probe.ProbeContext;
import java.time.Instant;
import java.util.function.Consumer;

/** Gives a probe that is asked by hand what it is given in a run, the past included. */
public final class ManualProbe {
  private final Config config;
  private final Types types;

  public ManualProbe(Config config, Types types) {
    this.config = config;
    this.types = types;
  }

  /** Asks it of these sessions; the past ends with the question. */
  public void ask(
      CheckConfig check, Sessions sessions, Instant now, Consumer<ProbeContext> question) {
    try (HistoryOnDemand earlier = new HistoryOnDemand(config.state(), now);
        ProbeRunner probes = new ProbeRunner(sessions, earlier)) {
      question.accept(probes.context(check, types.check(check.type()), now, check.timeout()));
    }
  }
}
