package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.cost.AlwaysFree;
import io.gapwatch.infra.tenancy.Tenancy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The account's own limits and VMs, asked when a limit is reported: that report is known to come
 * for hours where there is no VM at all. Each of the two proves by itself; one that does not answer
 * leaves the other.
 *
 * @param tenancy made at each question, because the network may have been away before
 * @param wanted the VM that is hunted for
 * @param compartmentId where it is to be: a quota may be one of that compartment
 */
public record OwnAccount(Supplier<Tenancy> tenancy, Machine wanted, String compartmentId)
    implements AccountView {

  @Override
  public Verdict limit(String output, int domain) {
    List<ReportedLimit> limits = ReportedLimit.in(output);
    try {
      Tenancy account = tenancy.get();
      Verdict left = left(account, limits, domain);
      return left.real() || !limits.stream().allMatch(ReportedLimit::isOfA1)
          ? left
          : used(account, left);
    } catch (InfraException e) {
      return new Verdict(false, "the account could not be asked: " + e.reason());
    }
  }

  private Verdict left(Tenancy account, List<ReportedLimit> limits, int domain) {
    Verdict doubt = new Verdict(false, "the account's limits have room");
    for (ReportedLimit limit : limits) {
      for (String compartment : compartments(account)) {
        Verdict verdict = left(account, limit, compartment, domain);
        if (verdict.real()) {
          return verdict;
        }
        doubt = verdict.words().isEmpty() ? doubt : verdict;
      }
    }
    return doubt;
  }

  /** Of one question; without words where there is room. */
  private Verdict left(Tenancy account, ReportedLimit limit, String compartment, int domain) {
    try {
      Optional<Tenancy.Left> left = limit.left(account, compartment, domain);
      return left.isEmpty()
          ? new Verdict(false, "the limits service does not know " + limit.name())
          : left.flatMap(found -> limit.proof(found, wanted))
              .map(proof -> new Verdict(true, proof))
              .orElse(new Verdict(false, ""));
    } catch (InfraException e) {
      return new Verdict(false, "the limits service could not be asked: " + e.reason());
    }
  }

  /** The root first: a limit that has no quota is the whole account's. */
  private Set<String> compartments(Tenancy account) {
    return new LinkedHashSet<>(List.of(account.credentials().tenancyId(), compartmentId));
  }

  private Verdict used(Tenancy account, Verdict limits) {
    try {
      List<Tenancy.Vm> vms = account.a1Vms();
      double ocpus = vms.stream().mapToDouble(Tenancy.Vm::ocpus).sum();
      double memory = vms.stream().mapToDouble(Tenancy.Vm::memoryGbs).sum();
      boolean full =
          !vms.isEmpty()
              && (ocpus + wanted.ocpus() > AlwaysFree.A1_OCPUS
                  || memory + wanted.memoryGbs() > AlwaysFree.A1_MEMORY_GBS);
      String names = vms.stream().map(Tenancy.Vm::name).collect(Collectors.joining(", "));
      return full
          ? new Verdict(true, "%s has %.0f OCPU and %.0f GB".formatted(names, ocpus, memory))
          : new Verdict(false, limits.words() + ", and its A1 VMs do not fill them");
    } catch (InfraException e) {
      return new Verdict(
          false, "%s, and the VMs could not be listed: %s".formatted(limits.words(), e.reason()));
    }
  }
}
