package io.gapwatch.agent.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** A channel that keeps what it is sent and answers as it is told. */
final class RecordingMessenger implements Messenger {
  final List<Message> sent = new ArrayList<>();
  final List<String> cancelled = new ArrayList<>();
  private final Deque<Supplier<Delivery>> answers = new ArrayDeque<>();
  private final List<String> receipts = new ArrayList<>();
  final List<OpenIncidents> restated = new ArrayList<>();
  private boolean healthySummary;
  private boolean forgets;

  RecordingMessenger answering(Delivery... deliveries) {
    for (Delivery delivery : deliveries) {
      answers.add(() -> delivery);
    }
    return this;
  }

  RecordingMessenger throwing(RuntimeException bug) {
    answers.add(
        () -> {
          throw bug;
        });
    return this;
  }

  RecordingMessenger wantingHealthySummary() {
    healthySummary = true;
    return this;
  }

  RecordingMessenger forgetting() {
    forgets = true;
    return this;
  }

  @Override
  public boolean forgets() {
    return forgets;
  }

  @Override
  public Delivery restate(OpenIncidents standing) {
    restated.add(standing);
    return answers.isEmpty() ? Delivery.delivered() : answers.remove().get();
  }

  @Override
  public String name() {
    return "phone";
  }

  @Override
  public boolean wantsHealthySummary() {
    return healthySummary;
  }

  @Override
  public Delivery send(Message message) {
    sent.add(message);
    return answers.isEmpty() ? accepted(message) : answers.remove().get();
  }

  @Override
  public Delivery test() {
    return answers.isEmpty() ? Delivery.delivered() : answers.remove().get();
  }

  @Override
  public Delivery cancel(String receipt) {
    cancelled.add(receipt);
    if (!answers.isEmpty()) {
      return answers.remove().get();
    }
    return receipts.contains(receipt)
        ? Delivery.delivered()
        : new Delivery.Refused("no such receipt");
  }

  private Delivery accepted(Message message) {
    if (IncidentUpdate.of(message.transitions()).stream().noneMatch(IncidentUpdate::urgent)) {
      return Delivery.delivered();
    }
    receipts.add("receipt" + receipts.size());
    return Delivery.delivered(receipts.get(receipts.size() - 1));
  }
}
