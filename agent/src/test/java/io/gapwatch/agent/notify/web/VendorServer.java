package io.gapwatch.agent.notify.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.demo.LoopbackServer;
import io.gapwatch.agent.demo.StandIn;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stand-in for a vendor that takes JSON; takes and refuses what the vendor does. Thread-safe. */
public abstract class VendorServer implements StandIn {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final LoopbackServer server = new LoopbackServer(this::record, this::tooMany);

  /** What this vendor answers. */
  protected abstract Answer answer(Call call);

  /** What it answers when it is asked too often. */
  protected Answer tooMany(Call call) {
    return Answer.text(429, "rate_limited").with("Retry-After", 30);
  }

  /** Keeps what was accepted. */
  protected final void take(JsonNode body) {
    taken.add(body);
  }

  /** What was accepted, in order of arrival. */
  public final List<JsonNode> taken() {
    return List.copyOf(taken);
  }

  /** All calls that were not made to fail. */
  public final List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The body, or a missing node where it is not JSON or does not say that it is. */
  protected static JsonNode json(Call call) {
    if (!call.headers().getOrDefault("content-type", "").startsWith("application/json")) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(call.body());
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  protected static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private Answer record(Call call) {
    calls.add(call);
    return answer(call);
  }

  @Override
  public final LoopbackServer server() {
    return server;
  }
}
