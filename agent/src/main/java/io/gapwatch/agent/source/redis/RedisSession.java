package io.gapwatch.agent.source.redis;

import io.gapwatch.agent.source.Session;
import java.time.Duration;

/** A Redis server, or one that speaks its protocol: Valkey, KeyDB, Dragonfly. */
public interface RedisSession extends Session {
  /**
   * The answer to a command that only reads.
   *
   * @param timeout how long it may take
   * @return a text, or a number as text
   * @throws RedisRefusal if the server answers with an error
   * @throws io.gapwatch.agent.source.UnreachableException if it does not answer
   */
  String ask(Duration timeout, String... command);
}
