package io.gapwatch.infra.cloud;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The hosts that VMs run on, and when Oracle gives none. */
public final class Hosts {
  private static final int FREE_OCPUS = 2;

  private final Set<String> withoutCapacity = ConcurrentHashMap.newKeySet();

  private int launches;
  private int tooOften;

  /** No host for the shape in this domain. */
  public void exhaust(String availabilityDomain) {
    withoutCapacity.add(availabilityDomain);
  }

  /** The next so many launches are refused as too many. */
  public synchronized void refuseAsTooOften(int times) {
    tooOften = times;
  }

  /** How often a VM was asked for. */
  public synchronized int launches() {
    return launches;
  }

  /**
   * Refuses to launch what there is no host for.
   *
   * @param running the VMs that there are
   */
  synchronized void refuse(Map<String, Object> inputs, Stream<Item> running) {
    launches++;
    if (tooOften > 0) {
      tooOften--;
      throw new CloudException(
          "429-TooManyRequests", "Too many requests for the user", "LaunchInstance");
    }
    if (withoutCapacity.contains(String.valueOf(inputs.get("availabilityDomain")))) {
      throw new CloudException("500-InternalError", "Out of host capacity.", "LaunchInstance");
    }
    double used = running.mapToDouble(item -> ocpus(item.properties())).sum();
    if (used + ocpus(inputs) > FREE_OCPUS) {
      throw new CloudException(
          "400-LimitExceeded",
          "The following service limits were exceeded: standard-a1-core-count",
          "LaunchInstance");
    }
  }

  private static double ocpus(Map<String, Object> instance) {
    return instance.get("shapeConfig") instanceof Map<?, ?> shape
            && shape.get("ocpus") instanceof Number ocpus
        ? ocpus.doubleValue()
        : 0;
  }
}
