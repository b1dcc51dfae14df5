package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.cost.AlwaysFree;
import io.gapwatch.infra.tenancy.RefusedException;
import io.gapwatch.infra.tenancy.Tenancy;
import java.util.ArrayList;
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
    List<ReportedLimit> named = ReportedLimit.in(output);
    List<ReportedLimit> limits = named.isEmpty() ? ReportedLimit.OF_THE_VM : named;
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
      Optional<Tenancy.Limit> known = limit.known(account);
      if (known.isEmpty()) {
        return new Verdict(false, "the limits service does not know " + limit.name());
      }
      List<Optional<String>> proofs =
          domains(account, known.get(), domain).stream()
              .map(each -> limit.proof(account.left(known.get(), compartment, each), wanted))
              .toList();
      return proofs.get(0).isEmpty()
          ? new Verdict(false, "")
          : proofs.stream().allMatch(Optional::isPresent)
              ? new Verdict(true, proofs.get(0).get())
              : new Verdict(
                  false, proofs.get(0).get() + ", and another availability domain has room");
    } catch (InfraException e) {
      return new Verdict(false, "the limits service could not be asked: " + e.reason());
    }
  }

  /**
   * All that a limit is asked of, the refused one first: one domain that has nothing left does not
   * end a hunt over several.
   */
  private static List<Optional<String>> domains(Tenancy account, Tenancy.Limit limit, int refused) {
    List<String> all = limit.ofDomain() ? account.availabilityDomains() : List.of();
    if (all.isEmpty()) {
      return List.of(Optional.empty());
    }
    List<String> ordered = new ArrayList<>(all);
    if (refused <= all.size()) {
      ordered.add(0, ordered.remove(refused - 1));
    }
    return ordered.stream().map(Optional::of).toList();
  }

  /** The root first: a limit that has no quota is the whole account's. */
  private Set<String> compartments(Tenancy account) {
    return new LinkedHashSet<>(List.of(account.credentials().tenancyId(), compartmentId));
  }

  /**
   * Asks what whoever has a key may ask. Not to be asked for a reason of our own, such as a login
   * without a key, confirms nothing either.
   */
  @Override
  public Standing standing() {
    try {
      tenancy.get().availabilityDomains();
      return Standing.OPEN;
    } catch (InfraException e) {
      LaunchFailure reason = LaunchFailure.in(String.valueOf(e.getMessage()));
      boolean refused =
          e instanceof RefusedException answer && answer.status() / 100 == 4 && isFinal(reason);
      return refused ? Standing.REFUSED : isFinal(reason) ? Standing.OPEN : Standing.AWAY;
    }
  }

  private static boolean isFinal(LaunchFailure reason) {
    return reason == LaunchFailure.ACCOUNT || reason == LaunchFailure.OTHER;
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
