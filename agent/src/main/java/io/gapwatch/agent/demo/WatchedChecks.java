package io.gapwatch.agent.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The checks of the Healthchecks stand-in. Thread-safe. */
final class WatchedChecks {
  private final Map<UUID, WatchedCheck> checks = new LinkedHashMap<>();

  synchronized void put(WatchedCheck check) {
    checks.put(check.uuid(), check);
  }

  synchronized void add(UUID uuid, Ping ping) {
    checks.computeIfPresent(uuid, (id, check) -> check.with(ping));
  }

  synchronized Optional<WatchedCheck> find(UUID uuid) {
    return Optional.ofNullable(checks.get(uuid));
  }

  synchronized List<WatchedCheck> matching(Predicate<WatchedCheck> wanted) {
    return checks.values().stream().filter(wanted).toList();
  }
}
