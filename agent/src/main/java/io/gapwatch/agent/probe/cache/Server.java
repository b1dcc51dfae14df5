package io.gapwatch.agent.probe.cache;

import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What {@code INFO} says of the whole server. What it does not tell is not measured. */
record Server(Info info, ProbeContext context) {
  void memory(Measured.Builder reading) {
    OptionalLong used = info.number("used_memory");
    if (used.isEmpty()) {
      return;
    }
    double bytes = used.getAsLong();
    long most = info.number("maxmemory").orElse(0);
    String policy = info.text("maxmemory_policy").orElse("noeviction");
    reading
        .fact(
            "Memory",
            Sizes.text(bytes)
                + (most == 0
                    ? ", no limit set"
                    : " of " + Sizes.text((double) most) + ", " + policy))
        .value(RedisCheck.USED, used.getAsLong())
        .observe(
            Observation.of(
                RedisCheck.USED,
                "used memory",
                bytes,
                Sizes.text(bytes),
                Sizes.text(bytes) + " of memory used",
                "see what is large: redis-cli --bigkeys"));
    // A cache that makes room by itself is full for ever, and well.
    if (most > 0 && !policy.startsWith("allkeys")) {
      double share = 100 * bytes / most;
      String text = Numbers.text(Math.round(share * 10) / 10.0) + "%";
      reading
          .value(RedisCheck.MEMORY, share)
          .observe(
              Observation.of(
                  RedisCheck.MEMORY,
                  "memory",
                  share,
                  text,
                  text + " of maxmemory used; at 100 % every write is refused (" + policy + ")",
                  "see what is large: redis-cli --bigkeys; raise maxmemory, or let keys expire"));
    }
  }

  void clients(Measured.Builder reading) {
    OptionalLong connected = info.number("connected_clients");
    OptionalLong most = info.number("maxclients");
    if (connected.isEmpty() || most.orElse(0) == 0) {
      return;
    }
    double share = 100.0 * connected.getAsLong() / most.getAsLong();
    String text = connected.getAsLong() + " of " + most.getAsLong() + " clients connected";
    reading
        .fact("Clients", connected.getAsLong() + " of " + most.getAsLong())
        .value(RedisCheck.CLIENTS, share)
        .observe(
            Observation.of(
                RedisCheck.CLIENTS,
                "clients",
                share,
                text,
                text,
                "find who holds the connections: redis-cli client list"));
  }

  void saving(Measured.Builder reading) {
    List<String> failed =
        Stream.of("rdb_last_bgsave_status", "aof_last_bgrewrite_status", "aof_last_write_status")
            .filter(name -> info.text(name).isPresent() && !info.is(name, "ok"))
            .toList();
    if (info.text("rdb_last_bgsave_status").isEmpty()) {
      return;
    }
    String unsaved =
        info.number("rdb_changes_since_last_save").stream()
            .mapToObj(changes -> ", " + Numbers.text((double) changes) + " changes not saved yet")
            .findFirst()
            .orElse("");
    String text = failed.isEmpty() ? "ok" : "failed: " + String.join(", ", failed);
    reading
        .fact("Saving", text + unsaved)
        .value(RedisCheck.UNSAVED, failed.size())
        .observe(
            Observation.of(
                RedisCheck.UNSAVED,
                "saving",
                failed.size(),
                text,
                "the last attempt to save " + text + unsaved + "; writes may be refused (MISCONF)",
                "check the server's log: probably its disk is full, its folder is missing or not"
                    + " writable, or there is not enough memory to fork"));
  }

  void replication(Measured.Builder reading, long wanted) {
    if (info.text("master_link_status").isPresent()) {
      replica(reading);
      return;
    }
    List<Long> lags = new ArrayList<>();
    info.replicas()
        .filter(line -> line.contains("state=online"))
        .map(line -> line.replaceFirst(".*\\blag=(\\d{1,15}).*", "$1"))
        .filter(lag -> lag.matches("\\d+"))
        .forEach(lag -> lags.add(Long.parseLong(lag)));
    long missing = Math.max(0, wanted - lags.size());
    if (wanted > 0) {
      String text = "%d of %d replicas connected".formatted(lags.size(), wanted);
      reading
          .fact("Replicas", text)
          .value(RedisCheck.MISSING_REPLICAS, missing)
          .observe(
              Observation.of(
                  RedisCheck.MISSING_REPLICAS,
                  "replicas",
                  (double) missing,
                  text,
                  text,
                  "look into the replica's log, and at redis-cli info replication on both"));
    }
    lags.stream().max(Long::compareTo).ifPresent(lag -> lag(reading, lag));
  }

  private void replica(Measured.Builder reading) {
    boolean down = !info.is("master_link_status", "up");
    long since = info.number("master_link_down_since_seconds").orElse(-1);
    String text =
        !down
            ? "connected to its primary"
            : since < 0
                ? "has never been connected to its primary"
                : "lost its primary " + Durations.text(Duration.ofSeconds(since)) + " ago";
    reading
        .fact("Replication", text)
        .value(RedisCheck.LINK_DOWN, down ? 1 : 0)
        .observe(
            Observation.of(
                RedisCheck.LINK_DOWN,
                "primary",
                down ? 1 : 0,
                text,
                "this replica " + text,
                "check that the primary runs and can be reached from the replica:"
                    + " redis-cli info replication"));
    long heard = info.number("master_last_io_seconds_ago").orElse(-1);
    if (heard >= 0) {
      lag(reading, heard);
    }
  }

  private static void lag(Measured.Builder reading, long seconds) {
    String text = Durations.text(Duration.ofSeconds(seconds));
    reading
        .value(RedisCheck.LAG, seconds)
        .observe(
            Observation.of(
                RedisCheck.LAG,
                "replication lag",
                (double) seconds,
                text,
                "primary and replica have not heard of each other for " + text,
                "check the network between them, and redis-cli info replication on both"));
  }

  void evictions(Measured.Builder reading, Limits limits) {
    new Counter("evicted_keys", RedisCheck.EVICTED_TOTAL, RedisCheck.EVICTIONS, limits)
        .addTo(
            reading,
            this,
            "keys evicted",
            "the cache is too small for what is kept in it: raise maxmemory, or let keys expire"
                + " sooner");
  }

  void rejections(Measured.Builder reading, Limits limits) {
    new Counter("rejected_connections", RedisCheck.REJECTED_TOTAL, RedisCheck.REJECTED, limits)
        .addTo(
            reading,
            this,
            "connections rejected",
            "raise maxclients, or find who holds the connections: redis-cli client list");
  }
}
