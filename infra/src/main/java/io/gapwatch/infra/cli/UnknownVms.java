package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.tenancy.Tenancy;
import java.util.List;
import java.util.function.Supplier;

/**
 * VMs with the name of a stack that are not the stack's: where the answer to a launch was lost on
 * its way, Oracle made a VM that no state knows, and it takes the room of others.
 *
 * @param tenancy made when it is asked, because the network may have been away before
 */
record UnknownVms(Supplier<Tenancy> tenancy, String stack) {

  /**
   * A line for each, or one that it is not known.
   *
   * @param created what the stack says of its own VM, with that one's OCID
   */
  List<String> lines(String created) {
    String name = "gapwatch-" + stack;
    try {
      return tenancy.get().a1Vms().stream()
          .filter(vm -> vm.name().equals(name) && !created.contains(vm.id()))
          .map(
              vm ->
                  "Another VM is called %s, and this stack does not know it: %s. The answer to a launch may have been lost; terminate it if nobody needs it (Compute > Instances)."
                      .formatted(name, vm.id()))
          .toList();
    } catch (InfraException e) {
      return List.of(
          "Whether a lost answer left a second VM is not known: %s. Compare Compute > Instances."
              .formatted(e.reason()));
    }
  }
}
