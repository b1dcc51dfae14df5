package io.gapwatch.agent.source.pm2;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One process that PM2 looks after; a cluster has several of one name. PM2 may leave out anything.
 *
 * @param id PM2's own number, which a new process never shares with an old one
 * @param status PM2's word, such as {@code online}, {@code stopped}, {@code errored} or {@code
 *     waiting restart}
 * @param startedAt its last start
 * @param restarts since it was created, or since {@code pm2 reset}
 * @param reset whether {@code pm2 reset} came after its last start; not known of an earlier one
 * @param memory in bytes
 * @param cpu in percent of one core, at this moment
 * @param cron when PM2 starts it again, whether or not it runs
 * @param restartsItself false for an app that runs once, such as one that only {@code cron} starts
 */
public record Pm2App(
    String name,
    long id,
    String status,
    Optional<Instant> startedAt,
    OptionalLong restarts,
    boolean reset,
    OptionalLong memory,
    OptionalDouble cpu,
    Optional<String> cron,
    boolean restartsItself) {

  public boolean isOnline() {
    return status.equals("online");
  }

  public boolean isStopped() {
    return status.equals("stopped");
  }
}
