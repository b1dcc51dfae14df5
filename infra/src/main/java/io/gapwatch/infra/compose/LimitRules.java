package io.gapwatch.infra.compose;

import io.gapwatch.infra.compose.Finding.Weight;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Limits that are missing, dropped, or too small to live with. */
final class LimitRules implements ServiceRule {
  /** Below it, the kernel stops a container for most of each tenth of a second. */
  private static final BigDecimal SLOW = new BigDecimal("0.1");

  @Override
  public List<Finding> findings(Service service, Project project, Machine machine) {
    List<Finding> found = new ArrayList<>();
    Amount limits = service.limits();
    if (limits.bytes() <= 0) {
      found.add(dropped(service).orElseGet(() -> unlimited(service)));
    }
    if (limits.cores().signum() <= 0) {
      found.add(
          of(
              service,
              service.place(),
              Weight.PROBLEM,
              "no-cpu-limit",
              "no limit of processors: one busy container slows all others down",
              "add deploy.resources.limits.cpus: '0.5', or what it needs"));
    } else if (limits.cores().compareTo(SLOW) < 0) {
      found.add(
          of(
              service,
              service.place(),
              Weight.NOTE,
              "small-cpu-limit",
              "%s cores: it stands still for most of the time, and its health check may be late"
                  .formatted(limits.cores().toPlainString()),
              "give it 0.1 or more; limits may add up to more than it uses"));
    }
    if (limits.bytes() > 0 && service.reservations().bytes() > limits.bytes()) {
      found.add(
          of(
              service,
              service.place(),
              Weight.PROBLEM,
              "reservation-above-limit",
              "it reserves %s and may have %s"
                  .formatted(
                      ByteSize.mebibytes(service.reservations().bytes()),
                      ByteSize.mebibytes(limits.bytes())),
              "lower the reservation, or raise the limit"));
    }
    return found;
  }

  private static Finding unlimited(Service service) {
    return of(
        service,
        service.place(),
        Weight.PROBLEM,
        "no-memory-limit",
        "no limit of memory: it can take all of the machine",
        "add deploy.resources.limits.memory: 256M, or what it needs");
  }

  /** The number without quotes that Compose takes and forgets. */
  private static Optional<Finding> dropped(Service service) {
    Optional<Node> limit = service.node().get("mem_limit");
    return limit
        .filter(node -> node instanceof Node.Scalar scalar && scalar.value() instanceof Double)
        .map(
            node ->
                of(
                    service,
                    node.place(),
                    Weight.PROBLEM,
                    "dropped-memory-limit",
                    "Compose takes mem_limit: %s for no limit, because it has a fraction or an exponent and no unit"
                        .formatted(((Node.Scalar) node).written()),
                    "write it with a unit: mem_limit: 1.5g"));
  }

  private static Finding of(
      Service service, Place place, Weight weight, String rule, String what, String fix) {
    return new Finding(place, weight, rule, service.name(), what, fix);
  }
}
