package io.gapwatch.agent.source.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A server that knows these answers; those that begin with a minus are refusals. */
public record Answers(Map<String, String> byCommand) implements RedisSession {
  @Override
  public String ask(Duration timeout, String... command) {
    String answer = Objects.requireNonNull(byCommand.get(String.join(" ", command)));
    if (answer.startsWith("-")) {
      throw new RedisRefusal(answer.substring(1));
    }
    return answer;
  }

  @Override
  public String answeredBy() {
    return "a test";
  }

  @Override
  public String identity() {
    return "a test";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
