package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import io.gapwatch.infra.config.Account;
import io.gapwatch.infra.oci.identity.DynamicGroup;
import io.gapwatch.infra.oci.identity.DynamicGroupArgs;
import io.gapwatch.infra.oci.identity.Policy;
import io.gapwatch.infra.oci.identity.PolicyArgs;
import java.util.List;
import java.util.Map;

/**
 * Who may read the secrets: the watcher, and nobody else. The group is made by compartment, so that
 * it can go last at a destroy (a group with members cannot be deleted); the policy names the VM.
 */
final class Access extends Component {
  private final Account account;
  private final Labels labels;
  private final DynamicGroup group;

  Access(Account account, Labels labels) {
    super("Access");
    this.account = account;
    this.labels = labels;
    this.group = declareGroup();
    registerOutputs(Map.of());
  }

  private DynamicGroup declareGroup() {
    DynamicGroupArgs args =
        DynamicGroupArgs.builder()
            .compartmentId(account.tenancyId())
            .name(labels.name())
            .description("The watcher of the Gapwatch stack " + labels.stack())
            .matchingRule("all {instance.compartment.id = '%s'}".formatted(account.compartmentId()))
            .freeformTags(labels.tags())
            .build();
    return new DynamicGroup("watchers", args, soleChild().build());
  }

  /** Lets one VM read the secrets of one vault: their content by name, no more. */
  Policy allowReading(SecretVault vault, Watcher watcher) {
    PolicyArgs args =
        PolicyArgs.builder()
            .compartmentId(account.compartmentId())
            .name(labels.name())
            .description("The watcher reads the secrets of its vault")
            .statements(statement(vault.id(), watcher.id()).applyValue(List::of))
            .freeformTags(labels.tags())
            .build();
    return new Policy("read-secrets", args, soleChild().build());
  }

  private Output<String> statement(Output<String> vaultId, Output<String> watcherId) {
    String place =
        account.isRootCompartment() ? "in tenancy" : "in compartment id " + account.compartmentId();
    return Output.format(
        "Allow dynamic-group id %s to read secret-bundles %s"
            + " where all {target.vault.id = '%s', request.principal.id = '%s'}",
        group.id(), place, vaultId, watcherId);
  }

  /** The group, which must outlive the VM. */
  DynamicGroup group() {
    return group;
  }
}
