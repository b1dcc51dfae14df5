package io.gapwatch.agent.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A stand-in for Healthchecks: accepts pings and reports whether a check is up. Thread-safe.
 *
 * @see <a href="https://healthchecks.io/docs/http_api/">the pinging API</a>
 */
public final class HealthchecksServer implements StandIn {
  /** How much of a ping's body the hosted service keeps, in bytes. */
  public static final int HOSTED_BODY_LIMIT = 100_000;

  private final WatchedChecks checks = new WatchedChecks();
  private final PingRoutes pings;
  private final String pingKey;
  private final Clock clock;
  private final LoopbackServer server;

  /**
   * Its configuration.
   *
   * @param pingKey the first path segment of slug URLs
   * @param bodyLimit how many bytes of a ping are kept
   * @param hosted whether an unknown UUID returns 200, as in the hosted service
   */
  public record Setup(String pingKey, int bodyLimit, boolean hosted) {}

  /** Starts a server without checks. */
  public HealthchecksServer(Setup setup, Clock clock) {
    this.pingKey = setup.pingKey();
    this.clock = clock;
    this.pings = new PingRoutes(checks, setup.pingKey(), setup.bodyLimit(), setup.hosted(), clock);
    this.server = new LoopbackServer(pings::answer, call -> Answer.text(429, "rate limited"));
  }

  /** Creates a check. */
  public WatchedCheck create(String slug, Duration timeout, Duration grace) {
    WatchedCheck check = new WatchedCheck(UUID.randomUUID(), slug, timeout, grace, List.of());
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

  /** The pings of a check, oldest first. */
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

  @Override
  public LoopbackServer server() {
    return server;
  }
}
