package io.gapwatch.agent.soak;

import static java.util.stream.Collectors.groupingBy;

import io.gapwatch.agent.demo.Fault;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.Moment;
import io.gapwatch.agent.demo.Ping;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.PushoverServer.Arrived;
import io.gapwatch.agent.demo.WatchedCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The stand-ins of a week: they keep all that they were told, so they are renewed before that
 * counts in the memory.
 */
final class Vendors implements AutoCloseable {
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

  /** More failures than one run meets. */
  private static final int MANY = 100;

  private static final int SLOW_MILLIS = 300;

  private final PushoverServer phone = new PushoverServer(TOKEN, USER);
  private final HealthchecksServer deadMan;
  private final WatchedCheck check;
  private int told;
  private int silenced;
  private int pinged;
  private int requests;

  Vendors(Clock clock) {
    deadMan =
        new HealthchecksServer(
            new HealthchecksServer.Setup("ping-key", HealthchecksServer.HOSTED_BODY_LIMIT, false),
            clock);
    check = deadMan.create("soak", Duration.ofHours(3), Duration.ofHours(9));
  }

  /** What the configuration takes from the environment. */
  Map<String, String> variables() {
    return Map.of(
        "PHONE",
        phone.uri().toString(),
        "PUSHOVER_TOKEN",
        TOKEN,
        "PUSHOVER_USER",
        USER,
        "HEALTHCHECKS_PING_URL",
        deadMan.pingUrl(check).toString());
  }

  /** Fails as the troubles say until {@link #recover()}. */
  void fail(Set<Trouble> troubles, Instant quotaReset) {
    for (Trouble trouble : troubles) {
      switch (trouble) {
        case PHONE_ERRORS -> phone.failNext(MANY, Fault.SERVER_ERROR);
        case PHONE_DROPS -> phone.failNext(MANY, Fault.DROP);
        case PHONE_HANGS -> phone.failNext(MANY, Fault.HANG);
        case PHONE_REFUSES -> phone.failNext(MANY, Fault.REJECTION);
        case PHONE_QUOTA -> {
          phone.announce(new PushoverServer.Quota(10_000, 0, quotaReset));
          phone.failNext(MANY, Fault.TOO_MANY);
        }
        case SWITCH_DOWN -> deadMan.failNext(MANY, Fault.SERVER_ERROR);
        case SWITCH_FLAKY -> deadMan.failNext(2, Fault.DROP);
        case HEAD_STOPS, SOURCE_MISSING, SOURCE_DAMAGED, SOURCE_BUSY -> {}
        case SLOW_PHONE -> phone.witness(Vendors::dawdle);
        case SLOW_SWITCH -> deadMan.witness(Vendors::dawdle);
        case OTHER_SETTINGS, NO_TOKEN, NO_PING_URL, OFF -> {}
      }
    }
  }

  /** Only after the message was taken, so that it is there however long the answer takes. */
  private static void dawdle(Moment moment, String path) {
    if (moment == Moment.TAKEN) {
      try {
        Thread.sleep(SLOW_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void recover() {
    phone.witness((moment, path) -> {});
    deadMan.witness((moment, path) -> {});
    phone.recover();
    deadMan.recover();
  }

  /** What each job that told something told since the last call, and what this one did. */
  Map<String, PhoneLog> newCalls(String running) {
    List<Arrived> arrived = fresh(phone.messages(), told);
    List<String> calledOff = fresh(phone.cancelled(), silenced);
    int made = phone.requests() - requests;
    Map<String, List<Arrived>> ofJobs = arrived.stream().collect(groupingBy(Vendors::job));
    Map<String, PhoneLog> logs = new HashMap<>();
    ofJobs.forEach((job, own) -> logs.put(job, log(own, List.of(), own.size())));
    logs.put(running, log(ofJobs.getOrDefault(running, List.of()), calledOff, made));
    told += arrived.size();
    silenced += calledOff.size();
    requests += made;
    return logs;
  }

  private static PhoneLog log(List<Arrived> arrived, List<String> calledOff, int requests) {
    return new PhoneLog(
        arrived.stream().map(Arrived::message).toList(),
        arrived.stream().flatMap(one -> one.receipt().stream()).toList(),
        calledOff,
        requests);
  }

  /** The title names the job. */
  private static String job(Arrived message) {
    return Station.JOBS.stream()
        .filter(job -> message.title().contains(job.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("of no job: " + message));
  }

  List<Ping> newPings() {
    List<Ping> fresh = fresh(deadMan.pings(check), pinged);
    pinged += fresh.size();
    return fresh;
  }

  private static <T> List<T> fresh(List<T> all, int known) {
    return List.copyOf(all.subList(known, all.size()));
  }

  @Override
  public void close() {
    phone.close();
    deadMan.close();
  }
}
