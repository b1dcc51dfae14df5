package io.gapwatch.agent.run;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.SummaryConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.Run;
import io.gapwatch.agent.probe.Covered;
import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.report.Summary;
import io.gapwatch.agent.report.SummaryPrinter;
import io.gapwatch.agent.source.Compute;
import io.gapwatch.agent.summary.Summaries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A summary: asks nothing but the history, keeps the report and tells it, well or not. What is not
 * met has incidents of its own; the summary opens none.
 */
record SummaryWork(Config config, SummaryConfig summary) implements Work {

  @Override
  public Stream<String> secretNames() {
    return Stream.empty();
  }

  @Override
  public boolean looksAround() {
    return false;
  }

  @Override
  public int recover() {
    return 1;
  }

  @Override
  public Compute run(JobExecution run, History history, Run stored, List<CheckResult> results) {
    Summary said = Summaries.of(history, config, summary, run.now());
    CheckResult result =
        new CheckResult(
            said.name(),
            "summary",
            "history",
            "SUMMARY",
            said.status(),
            said.verdict(),
            SummaryPrinter.lines(said).stream().map(line -> new Fact("Summary", line)).toList(),
            Map.of(),
            List.of(),
            true,
            Covered.nothing(),
            "");
    run.listener().check(result);
    results.add(result);
    run.listener()
        .closed(
            new Archive(config.state()).keep(said, age -> history.lived().since(age, said.to())));
    return Compute.NONE;
  }

  /** Nothing is known without a history, and the run says so. */
  @Override
  public void withoutHistory(JobExecution run, List<CheckResult> results) {}

  @Override
  public Optional<Told> told(History history, Instant now) {
    Summary said = Summaries.of(history, config, summary, now);
    return Optional.of(
        new Told(
            said.title(),
            SummaryPrinter.lines(said),
            SummaryPrinter.text(said),
            SummaryPrinter.html(said)));
  }
}
