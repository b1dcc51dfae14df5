package io.gapwatch.agent.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Stands in for Healthchecks: takes pings and tells whether a check is up. Thread-safe.
 *
 * @see <a href="https://healthchecks.io/docs/http_api/">the pinging API</a>
 */
public final class HealthchecksServer implements AutoCloseable {
  /** What the hosted service keeps of a ping's body, in bytes. */
  public static final int HOSTED_BODY_LIMIT = 100_000;

  private final WatchedChecks checks = new WatchedChecks();
  private final PingRoutes pings;
  private final ChecksApi api;
  private final String pingKey;
  private final Clock clock;
  private final LoopbackServer server;

  /**
   * How it is set up.
   *
   * @param pingKey the first part of slug addresses
   * @param apiKey for the Management API
   * @param bodyLimit how many bytes of a ping are kept
   * @param hosted whether an unknown UUID is answered with 200, as the hosted service does
   */
  public record Setup(String pingKey, String apiKey, int bodyLimit, boolean hosted) {}

  /** Starts a server without checks. */
  public HealthchecksServer(Setup setup, Clock clock) {
    this.pingKey = setup.pingKey();
    this.clock = clock;
    this.pings = new PingRoutes(checks, setup.pingKey(), setup.bodyLimit(), setup.hosted(), clock);
    this.api = new ChecksApi(checks, setup.apiKey(), this::uri, clock);
    this.server = new LoopbackServer(this::answer, call -> Answer.text(429, "rate limited"));
  }

  /** Where it listens: the {@code api:} of a channel. */
  public URI uri() {
    return server.uri();
  }

  /** Creates a check that would tell everyone. */
  public WatchedCheck create(String slug, Duration timeout, Duration grace) {
    WatchedCheck check =
        new WatchedCheck(UUID.randomUUID(), slug, slug, "", timeout, grace, "*", List.of());
    checks.put(check);
    return check;
  }

  /** Its ping URL by UUID. */
  public URI pingUrl(WatchedCheck check) {
    return URI.create(uri() + "/" + check.uuid());
  }

  /** Its ping URL by ping key and slug. */
  public URI slugUrl(WatchedCheck check) {
    return URI.create(uri() + "/" + pingKey + "/" + check.slug());
  }

  /** All checks as they are now. */
  public List<WatchedCheck> checks() {
    return checks.matching(any -> true);
  }

  /** What the check has heard, oldest first. */
  public List<Ping> pings(WatchedCheck check) {
    return checks.find(check.uuid()).map(WatchedCheck::pings).orElse(List.of());
  }

  /** Whether the check is new, up, late or down now. */
  public WatchedCheck.State state(WatchedCheck check) {
    return checks
        .find(check.uuid())
        .map(now -> now.stateAt(clock.instant()))
        .orElse(WatchedCheck.State.NEW);
  }

  /** How many requests came, those that were made to fail included. */
  public int requests() {
    return server.requests();
  }

  /** Makes the next requests fail. */
  public void failNext(int times, Fault fault) {
    server.failNext(times, fault);
  }

  /** Lets someone watch each request and its path; the server waits for him. */
  public void witness(BiConsumer<Moment, String> someone) {
    server.witness(someone);
  }

  /** Forgets the failures that were still to come. */
  public void recover() {
    server.recover();
  }

  private Answer answer(Call call) {
    return call.path().equals(ChecksApi.PATH) ? api.answer(call) : pings.answer(call);
  }

  @Override
  public void close() {
    server.close();
  }
}
