package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.Fingerprint;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.history.HistoryUnavailableException;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.probe.ProbeContext.Upkeep;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The earlier runs, for manual checks. Most of them never need the past, and opening the history
 * takes a tenth of a second; a missing history is not created.
 */
final class HistoryOnDemand implements EarlierRuns, AutoCloseable {
  private final Path state;
  private final Instant now;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private Optional<History> history = Optional.empty();
  private EarlierRuns runs = NONE;
  private Optional<HistoryUnavailableException> failed = Optional.empty();

  HistoryOnDemand(Path state, Instant now) {
    this.state = state;
    this.now = now;
  }

  @Override
  public List<Sample> samples(
      String checkId, String scope, String metric, String subject, Instant since) {
    asked.add(checkId);
    return runs().samples(checkId, scope, metric, subject, since);
  }

  @Override
  public Map<String, Sample> newest(String checkId, String scope, String metric, Instant since) {
    asked.add(checkId);
    return runs().newest(checkId, scope, metric, since);
  }

  @Override
  public List<Upkeep> upkeep(String identity, Instant since) {
    return runs().upkeep(identity, since);
  }

  @Override
  public boolean isOpen(Fingerprint fingerprint) {
    try {
      return runs().isOpen(fingerprint);
    } catch (HistoryUnavailableException e) {
      // If unknown, an incident is assumed to be open.
      return true;
    }
  }

  @Override
  public boolean isChanged(String checkId, String scope) {
    try {
      // Not worth opening a history of which this check wants nothing.
      return asked.contains(checkId) && runs().isChanged(checkId, scope);
    } catch (HistoryUnavailableException e) {
      // It was measured all the same.
      return false;
    }
  }

  private synchronized EarlierRuns runs() {
    if (failed.isPresent()) {
      throw failed.get();
    }
    try {
      if (history.isEmpty() && History.exists(state)) {
        History opened = History.open(state);
        history = Optional.of(opened);
        runs = EarlierRuns.in(opened, now);
      }
    } catch (HistoryUnavailableException e) {
      // Each question would wait as long again for a process that has it locked.
      failed = Optional.of(e);
      throw e;
    }
    return runs;
  }

  @Override
  public synchronized void close() {
    history.ifPresent(History::close);
  }
}
