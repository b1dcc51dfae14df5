package io.gapwatch.infra.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sums of a project beside its machine. Limits are what containers may take at most,
 * reservations what they are promised, use what they took when it was measured: three numbers, none
 * of which stands for another.
 *
 * @param used by service; a service that is missing there was not running
 */
public record Budget(List<Service> services, Machine machine, Optional<Map<String, Amount>> used) {

  Amount limits() {
    return services.stream()
        .map(each -> each.limits().times(each.replicas()))
        .reduce(Amount.NONE, Amount::plus);
  }

  Amount reservations() {
    return services.stream()
        .map(each -> each.reservations().times(each.replicas()))
        .reduce(Amount.NONE, Amount::plus);
  }

  Optional<Amount> measured() {
    return used.map(all -> all.values().stream().reduce(Amount.NONE, Amount::plus));
  }

  int containers() {
    return services.stream().mapToInt(Service::replicas).sum();
  }

  boolean memoryFits() {
    return limits().bytes() <= machine.usable().bytes();
  }

  boolean coresFit() {
    return limits().cores().compareTo(machine.usable().cores()) <= 0;
  }

  /** Whether each container has both limits, so that their sum is the most that all can take. */
  boolean isBounded() {
    return services.stream()
        .allMatch(
            each ->
                each.replicas() == 0
                    || (each.limits().bytes() > 0 && each.limits().cores().signum() > 0));
  }

  /** How many containers have which limits: what a sum by templates comes to. */
  Map<Amount, Integer> byLimits() {
    Map<Amount, Integer> counts = new LinkedHashMap<>();
    services.forEach(each -> counts.merge(each.limits(), each.replicas(), Integer::sum));
    return counts;
  }
}
