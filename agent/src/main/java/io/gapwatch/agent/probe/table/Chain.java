package io.gapwatch.agent.probe.table;

import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** A chain of blocks whose slots are known. */
public enum Chain {
  /**
   * Mainnet since block 15537394: 12 s from 2020-12-01T12:00:23Z (timestamp = 1606824023 + 12 ×
   * slot). The longest run of missed slots was 7, on 2023-05-11.
   */
  ETHEREUM(Duration.ofSeconds(12), Instant.ofEpochSecond(1_606_824_023), 7);

  private final Duration slot;
  private final Instant genesis;
  private final long longestMissedRun;

  Chain(Duration slot, Instant genesis, long longestMissedRun) {
    this.slot = slot;
    this.genesis = genesis;
    this.longestMissedRun = longestMissedRun;
  }

  static Kind<Chain> kind() {
    String[] names = Arrays.stream(values()).map(Chain::word).toArray(String[]::new);
    return Kinds.map(Kinds.choice(names), name -> valueOf(name.toUpperCase(Locale.ROOT)));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The length of a slot. */
  public Duration slot() {
    return slot;
  }

  /** The start of slot 0. */
  public Instant genesis() {
    return genesis;
  }

  /** How many missed slots in a row are believable. */
  public long longestMissedRun() {
    return longestMissedRun;
  }
}
