package io.gapwatch.agent.demo;

import io.gapwatch.agent.demo.PushoverRules.Violation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for Pushover: accepts and rejects what Pushover does, and keeps what arrived.
 * Thread-safe.
 */
public final class PushoverServer implements StandIn {
  private static final Pattern RECEIPT = Pattern.compile("/1/receipts/([A-Za-z0-9]+)\\.json");
  private static final Pattern CANCEL = Pattern.compile("/1/receipts/([A-Za-z0-9]+)/cancel\\.json");

  private final PushoverRules rules;
  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final AtomicInteger validations = new AtomicInteger();
  private final Map<String, Instant> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger receiptsAsked = new AtomicInteger();
  private final AtomicBoolean receiptsLost = new AtomicBoolean();
  private volatile Optional<Quota> quota = Optional.empty();
  private final LoopbackServer server =
      new LoopbackServer(this::answer, this::quotaUsedUp, this::receipt);

  /** Starts a server that knows one application and one user. */
  public PushoverServer(String token, String user) {
    this.rules = new PushoverRules(token, user);
  }

  /**
   * A message that was accepted.
   *
   * @param receipt of an emergency, 30 characters
   */
  public record Arrived(
      String title,
      String message,
      int priority,
      Map<String, String> fields,
      Optional<String> receipt) {}

  /**
   * The month's quota.
   *
   * @param reset when it starts over, UTC
   */
  public record Quota(int limit, int remaining, Instant reset) {}

  /** What was accepted, in order of arrival. */
  public List<Arrived> messages() {
    return List.copyOf(arrived);
  }

  /** The receipts that were cancelled. */
  public List<String> cancelled() {
    return List.copyOf(cancelled);
  }

  /** How often the user was validated. */
  public int validations() {
    return validations.get();
  }

  /** Why requests were rejected, in order of arrival. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** Reports the quota with each response. */
  public void announce(Quota announced) {
    quota = Optional.of(announced);
  }

  private Answer answer(Call call) {
    if (!call.method().equals("POST")) {
      return rejected(404, new Violation("request", "invalid", "no such resource"));
    }
    Optional<Violation> violation = rules.inAnyRequest(call);
    if (violation.isPresent()) {
      return rejected(400, violation.get());
    }
    if (call.path().equals("/1/messages.json")) {
      return message(call.form());
    }
    if (call.path().equals("/1/users/validate.json")) {
      return validation(call.form());
    }
    Matcher cancel = CANCEL.matcher(call.path());
    return cancel.matches()
        ? cancel(cancel.group(1))
        : rejected(404, new Violation("request", "invalid", "no such resource"));
  }

  private Answer message(Map<String, String> form) {
    Optional<Violation> violation = rules.inMessage(form);
    if (violation.isPresent()) {
      return rejected(400, violation.get());
    }
    int priority = Integer.parseInt(form.getOrDefault("priority", "0"));
    Optional<String> receipt = priority == 2 ? Optional.of(newReceipt()) : Optional.empty();
    String title = form.getOrDefault("title", "");
    String text = form.getOrDefault("message", "");
    arrived.add(new Arrived(title, text, priority, Map.copyOf(form), receipt));
    Map<String, Object> body = accepted();
    receipt.ifPresent(handle -> body.put("receipt", handle));
    return withQuota(Answer.json(200, body));
  }

  /** Sends nothing. */
  private Answer validation(Map<String, String> form) {
    Optional<Violation> violation = rules.inValidation(form);
    if (violation.isPresent()) {
      return rejected(400, violation.get());
    }
    validations.incrementAndGet();
    Map<String, Object> body = accepted();
    body.put("group", 0);
    body.put("devices", List.of(PushoverRules.DEVICE));
    return Answer.json(200, body);
  }

  /** Somebody presses the button. */
  public void acknowledge(String receipt, Instant at) {
    acknowledged.put(receipt, at);
  }

  /** How often it was asked whether somebody did. */
  public int receiptsAsked() {
    return receiptsAsked.get();
  }

  /** Answers no more whether somebody did. */
  public void loseReceipts() {
    receiptsLost.set(true);
  }

  private Optional<Answer> receipt(Call call) {
    Matcher receipt = RECEIPT.matcher(call.path());
    if (!call.method().equals("GET") || !receipt.matches()) {
      return Optional.empty();
    }
    receiptsAsked.incrementAndGet();
    if (receiptsLost.get()) {
      return Optional.of(Answer.text(500, "internal server error"));
    }
    return Optional.of(
        rules
            .inReceipt(call)
            .map(violation -> rejected(400, violation))
            .orElseGet(() -> receipt(receipt.group(1))));
  }

  private Answer receipt(String receipt) {
    Optional<Instant> at = Optional.ofNullable(acknowledged.get(receipt));
    Map<String, Object> body = accepted();
    body.put("acknowledged", at.isPresent() ? 1 : 0);
    body.put("acknowledged_at", at.map(Instant::getEpochSecond).orElse(0L));
    body.put("acknowledged_by_device", at.isPresent() ? PushoverRules.DEVICE : "");
    return Answer.json(200, body);
  }

  private Answer cancel(String receipt) {
    boolean known =
        arrived.stream().anyMatch(one -> one.receipt().filter(receipt::equals).isPresent());
    if (!known) {
      return rejected(404, new Violation("receipt", "not found", "receipt not found"));
    }
    cancelled.add(receipt);
    return withQuota(Answer.json(200, accepted()));
  }

  private Answer quotaUsedUp(Call call) {
    return rejected(
        429, new Violation("token", "over quota", "application is over its monthly quota"));
  }

  private Answer rejected(int status, Violation why) {
    errors.add(why.error());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(why.parameter(), why.problem());
    body.put("errors", List.of(why.error()));
    body.put("status", 0);
    body.put("request", UUID.randomUUID().toString());
    return withQuota(Answer.json(status, body));
  }

  private static Map<String, Object> accepted() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", 1);
    body.put("request", UUID.randomUUID().toString());
    return body;
  }

  private Answer withQuota(Answer answer) {
    return quota
        .map(
            month ->
                answer
                    .with("X-Limit-App-Limit", month.limit())
                    .with("X-Limit-App-Remaining", month.remaining())
                    .with("X-Limit-App-Reset", month.reset().getEpochSecond()))
        .orElse(answer);
  }

  private static String newReceipt() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 30);
  }

  @Override
  public LoopbackServer server() {
    return server;
  }
}
