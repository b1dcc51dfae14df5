package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.cost.AlwaysFree;
import io.gapwatch.infra.tenancy.Tenancy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The account's own limits and VMs, asked when a limit is reported: that report is known to come
 * for hours where there is no VM at all.
 *
 * @param tenancy made at each question, because the network may have been away before
 * @param wanted the VM that is hunted for
 */
public record OwnAccount(Supplier<Tenancy> tenancy, Machine wanted) implements AccountView {
  private static final Pattern LIMIT = Pattern.compile("standard-a1-[a-z0-9-]+");

  @Override
  public Verdict limit(String output, int domain) {
    try {
      Tenancy account = tenancy.get();
      List<String> limits =
          LIMIT.matcher(output).results().map(MatchResult::group).distinct().toList();
      for (String limit : limits) {
        Tenancy.Left left = account.left(limit, domain(account, limit, domain));
        if (isTooLittle(left.available(), limit)) {
          return new Verdict(
              true,
              "%s has %d left of what it allows, %d are used"
                  .formatted(limit, left.available().orElse(0), left.used()));
        }
      }
      return used(account.a1Vms());
    } catch (InfraException e) {
      return new Verdict(false, "the account could not be asked: " + e.getMessage());
    }
  }

  private Verdict used(List<Tenancy.Vm> vms) {
    double ocpus = vms.stream().mapToDouble(Tenancy.Vm::ocpus).sum();
    double memory = vms.stream().mapToDouble(Tenancy.Vm::memoryGbs).sum();
    boolean full =
        !vms.isEmpty()
            && (ocpus + wanted.ocpus() > AlwaysFree.A1_OCPUS
                || memory + wanted.memoryGbs() > AlwaysFree.A1_MEMORY_GBS);
    String names = vms.stream().map(Tenancy.Vm::name).collect(Collectors.joining(", "));
    return full
        ? new Verdict(true, "%s has %.0f OCPU and %.0f GB".formatted(names, ocpus, memory))
        : new Verdict(false, "the account's limits have room, and its A1 VMs do not fill them");
  }

  private static Optional<String> domain(Tenancy account, String limit, int number) {
    if (limit.contains("regional")) {
      return Optional.empty();
    }
    List<String> domains = account.availabilityDomains();
    return number <= domains.size() ? Optional.of(domains.get(number - 1)) : Optional.empty();
  }

  private boolean isTooLittle(OptionalLong available, String limit) {
    int needed = limit.contains("memory") ? wanted.memoryGbs() : wanted.ocpus();
    return available.isPresent() && available.getAsLong() < needed;
  }
}
