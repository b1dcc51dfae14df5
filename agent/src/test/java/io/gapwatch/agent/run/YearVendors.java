package io.gapwatch.agent.run;

import io.gapwatch.agent.demo.Answer;
import io.gapwatch.agent.demo.Call;
import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.LoopbackServer;
import io.gapwatch.agent.demo.StandIn;
import io.gapwatch.agent.notify.Channels;
import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.slack.SlackType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Slack and Pushover on loopback, asked by the real channels. They answer well, or half: what was
 * taken is not said, or what is said is no yes.
 */
final class YearVendors implements StandIn {
  /** Each waits for its time-out. */
  private static final int HANGS = 2;

  private static final List<Fault> HALVES =
      List.of(
          Fault.TAKEN_DROP,
          Fault.ERROR_AS_OK,
          Fault.TAKEN_CUT_OFF,
          Fault.ACCEPTED,
          Fault.LOGIN_PAGE);

  private final Semaphore taken = new Semaphore(0);
  private final Set<Fault> seen = EnumSet.noneOf(Fault.class);
  private final LoopbackServer server =
      new LoopbackServer(this::answer, call -> Answer.text(429, "later"));
  private int halves;

  @Override
  public LoopbackServer server() {
    return server;
  }

  /** The half answers that were given. */
  Set<Fault> seen() {
    return seen;
  }

  /**
   * What came of one message.
   *
   * @param delivery as the channel understood the answer
   * @param arrived whether the vendor has it
   */
  record Sent(Delivery delivery, boolean arrived) {}

  Sent send(String channel, Message message, boolean half) {
    if (!half) {
      return new Sent(messenger(channel, "60s").send(message), taken.tryAcquire());
    }
    int number = halves++;
    Fault fault = number < HANGS ? Fault.TAKEN_HANG : HALVES.get(number % HALVES.size());
    seen.add(fault);
    failNext(1, fault);
    boolean hangs = fault == Fault.TAKEN_HANG;
    Delivery delivery = messenger(channel, hangs ? "1s" : "60s").send(message);
    boolean arrived = hangs ? takenAtLast() : taken.tryAcquire();
    recover();
    return new Sent(delivery, arrived);
  }

  /** The channel may have given up before the server has read the request. */
  private boolean takenAtLast() {
    try {
      return taken.tryAcquire(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Delivery cancel(String channel, String receipt) {
    return messenger(channel, "60s").cancel(receipt);
  }

  private Messenger messenger(String channel, String timeout) {
    return channel.equals("team")
        ? Channels.messenger(
            new SlackType(),
            "{url: \"${secret:URL}\", timeout: %s}".formatted(timeout),
            Map.of("URL", uri() + "/services/T0/B0/XXXXXXXX"))
        : Channels.pushover(uri(), "token", channel, "timeout: " + timeout);
  }

  private Answer answer(Call call) {
    if (call.path().startsWith("/services/")) {
      taken.release();
      return Answer.text(200, "ok");
    }
    if (call.path().equals("/1/messages.json")) {
      taken.release();
      return Answer.json(200, Map.of("status", 1, "receipt", "r".repeat(30)));
    }
    return Answer.json(200, Map.of("status", 1));
  }
}
