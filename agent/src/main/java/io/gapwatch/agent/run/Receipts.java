package io.gapwatch.agent.run;

import io.gapwatch.agent.config.JobConfig;
import io.gapwatch.agent.history.Deliveries.Ringing;
import io.gapwatch.agent.history.History;
import io.gapwatch.agent.notify.Acknowledgement;
import io.gapwatch.agent.notify.Messenger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads back who acknowledged an emergency on the phone.
 *
 * @param asking the job whose run asks, which may be another one
 */
record Receipts(History history, JobConfig job, String asking) {
  /** Pushover keeps a receipt for a week. */
  private static final Duration KEPT = Duration.ofDays(7);

  private record Asked(Messenger messenger, Ringing about) {}

  /**
   * Asks each channel about one emergency: Pushover wants five seconds between two questions, and
   * two runs are a minute apart. What cannot be asked stays open.
   */
  void read(List<Messenger> messengers, Concurrently time, Instant now) {
    List<Asked> all = new ArrayList<>();
    for (Messenger messenger : messengers) {
      List<Ringing> ringing =
          history.deliveries().ringing(job.name(), messenger.name(), now.minus(KEPT));
      if (!ringing.isEmpty()) {
        all.add(new Asked(messenger, ringing.get(turn(ringing))));
      }
    }
    List<Optional<Acknowledgement>> answers =
        time.each(
            all,
            one -> "channel " + one.messenger.name(),
            one -> one.messenger.acknowledgement(one.about.receipt()),
            (one, reason) -> Optional.empty());
    for (int i = 0; i < all.size(); i++) {
      Asked one = all.get(i);
      answers.get(i).ifPresent(by -> takenOn(one, by, now));
    }
  }

  /**
   * From run to run another one. By the clock, one would always be passed over: runs come at the
   * same minutes.
   */
  private int turn(List<Ringing> ringing) {
    Instant first = ringing.get(0).since();
    return history.runs().since(asking, first).size() % ringing.size();
  }

  /** Its button says nothing of what came after it, so that nobody asks about it again. */
  private void takenOn(Asked one, Acknowledgement by, Instant now) {
    for (String incident : one.about.incidents()) {
      if (history.incidents().worsenedAt(incident).filter(by.at()::isBefore).isEmpty()) {
        history.incidents().acknowledge(incident, by.by(), by.at());
      }
    }
    history.outbox().cancelled(one.messenger.name(), one.about.receipt(), now);
  }
}
