package io.gapwatch.agent.probe.epochs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One sealed row.
 *
 * @param epoch when its period began, UTC
 * @param group in lower case; empty where there are none
 * @param sealedAt empty if it is not told
 */
record Seal(
    Instant epoch, String channel, String group, Optional<Instant> sealedAt, boolean published) {

  /**
   * Each channel of a group once in an epoch, as it was sealed first: sealing it again seals nobody
   * twice.
   */
  static List<Seal> once(List<Seal> seals) {
    Map<List<Object>, Seal> first = new LinkedHashMap<>();
    seals.forEach(
        seal ->
            first.merge(
                List.of(seal.epoch(), seal.channel(), seal.group()), seal, Seal::whichWasFirst));
    return List.copyOf(first.values());
  }

  private static Seal whichWasFirst(Seal one, Seal other) {
    return other.sealedAt().isPresent()
            && one.sealedAt().filter(at -> !at.isAfter(other.sealedAt().get())).isEmpty()
        ? other
        : one;
  }
}
