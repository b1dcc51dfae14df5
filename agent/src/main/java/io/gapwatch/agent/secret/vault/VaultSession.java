package io.gapwatch.agent.secret.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.config.schema.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Logs in when first asked, renews in time, and logs in anew when that no longer works. */
final class VaultSession implements AutoCloseable {
  private final VaultApi api;
  private final VaultLogin login;
  private final LongSupplier nanoTime;
  private Optional<Lease> lease = Optional.empty();
  private long since;

  VaultSession(VaultApi api, VaultLogin login, LongSupplier nanoTime) {
    this.api = api;
    this.login = login;
    this.nanoTime = nanoTime;
  }

  /**
   * A token that should be good.
   *
   * @throws VaultTrouble when the login fails
   */
  synchronized Secret token() {
    if (lease.isEmpty()) {
      hold(login.login(api));
    }
    Lease held = lease.orElseThrow();
    if (held.isDue(Duration.ofNanos(nanoTime.getAsLong() - since))) {
      renew(held);
    }
    return lease.orElseThrow().token();
  }

  /**
   * After this token was not accepted: whether there is another to try. Several threads may say so
   * of the same one, which is replaced once.
   */
  synchronized boolean replace(Secret refused) {
    if (!login.canRepeat()) {
      return false;
    }
    if (lease.filter(held -> held.token().equals(refused)).isPresent()) {
      lease = Optional.empty();
    }
    return true;
  }

  private void renew(Lease held) {
    if (held.renewable()) {
      VaultAnswer answer = api.post("auth/token/renew-self", held.token(), Map.of());
      JsonNode auth = answer.body().path("auth");
      if (answer.isOk()) {
        Duration left = Duration.ofSeconds(auth.path("lease_duration").asLong());
        hold(new Lease(held.token(), left, held.whole(), auth.path("renewable").asBoolean()));
      }
    }
    // Refused, or at the end of all renewals: a role has another token, a given token is used up.
    if (login.canRepeat()
        && lease.orElseThrow().isDue(Duration.ofNanos(nanoTime.getAsLong() - since))) {
      hold(login.login(api));
    }
  }

  private void hold(Lease fresh) {
    lease = Optional.of(fresh);
    since = nanoTime.getAsLong();
  }

  @Override
  public synchronized void close() {
    lease.ifPresent(
        held -> {
          try {
            login.logout(api, held);
          } catch (VaultTrouble endsByItself) {
            // The token's time runs out without us.
          }
        });
    lease = Optional.empty();
  }
}
