package io.gapwatch.infra.cloud;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What of the cloud is broken at the moment, or slow. */
public final class Outages {
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Map<String, Runnable> slow = new ConcurrentHashMap<>();
  private volatile String refusal = "";
  private volatile String hidden = "";
  private int unknownNames;

  /** Every question is refused in these words, until {@link #repair}. */
  public void refuseQuestions(String words) {
    refusal = words;
  }

  /** Every question about this compartment is refused. */
  public void hideCompartment(String id) {
    hidden = id;
  }

  /** Every create of this token fails until {@link #repair}. */
  public void breakCreating(String token) {
    broken.add(token);
  }

  /** Every create of this token first does this, and takes as long. */
  public void slowDownCreating(String token, Runnable slowly) {
    slow.put(token, slowly);
  }

  /** A new vault's address is in no DNS for so many requests. */
  public synchronized void forgetNames(int times) {
    unknownNames = times;
  }

  public void repair() {
    broken.clear();
    refusal = "";
  }

  void answerable(Map<String, Object> args) {
    if (!refusal.isEmpty()) {
      throw new IllegalStateException(refusal);
    }
    if (hidden.equals(args.get("compartmentId"))) {
      throw new CloudException(
          "404-NotAuthorizedOrNotFound",
          "Authorization failed or requested resource not found.",
          "ListAvailabilityDomains");
    }
  }

  /** Takes the time that creating this token takes. */
  void slowly(String token) {
    slow.getOrDefault(token, () -> {}).run();
  }

  /** Fails if creating this token does at the moment. */
  void creatable(String token) {
    if (broken.contains(token)) {
      throw new CloudException("500-InternalError", "Internal server error", "Create");
    }
  }

  /** Fails as long as nobody knows the address of the new vault. */
  synchronized void vaultKnown() {
    if (unknownNames > 0) {
      unknownNames--;
      throw new CloudException(
          "Post \"https://v-management.kms.eu.example/20180608/keys\": dial tcp",
          "lookup v-management.kms.eu.example: no such host",
          "CreateKey");
    }
  }
}
