package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.oci.core.Instance;
import io.gapwatch.infra.oci.core.InstanceArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceAgentConfigArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceAvailabilityConfigArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceCreateVnicDetailsArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceInstanceOptionsArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceShapeConfigArgs;
import io.gapwatch.infra.oci.core.inputs.InstanceSourceDetailsArgs;
import java.util.List;
import java.util.Map;

/**
 * The VM. Nothing that changes in daily life replaces it: addresses travel in the extended
 * metadata, which updates in place, a newer image is ignored (it would replace the disk), and so is
 * the metadata (it would replace the VM).
 */
final class Watcher extends Component {
  private static final List<String> FIXED_AT_CREATION =
      List.of("availabilityDomain", "sourceDetails.sourceId", "metadata");

  private final Instance instance;

  Watcher(
      Settings settings,
      Network network,
      Access access,
      Output<Map<String, String>> metadata,
      Output<Map<String, String>> extendedMetadata,
      Labels labels) {
    super("Watcher");
    Machine machine = settings.machine();
    InstanceArgs args =
        InstanceArgs.builder()
            .compartmentId(settings.account().compartmentId())
            .availabilityDomain(Placement.availabilityDomain(settings))
            .displayName(labels.name())
            .shape(Machine.SHAPE)
            .shapeConfig(
                InstanceShapeConfigArgs.builder()
                    .ocpus((double) machine.ocpus())
                    .memoryInGbs((double) machine.memoryGbs())
                    .build())
            .sourceDetails(disk(settings))
            .createVnicDetails(card(network))
            .metadata(metadata)
            .extendedMetadata(extendedMetadata)
            .instanceOptions(
                InstanceInstanceOptionsArgs.builder().areLegacyImdsEndpointsDisabled(true).build())
            // Oracle's idle rule looks at memory too, which only this agent reports.
            .agentConfig(InstanceAgentConfigArgs.builder().isMonitoringDisabled(false).build())
            .availabilityConfig(
                InstanceAvailabilityConfigArgs.builder().recoveryAction("RESTORE_INSTANCE").build())
            .isPvEncryptionInTransitEnabled(true)
            .freeformTags(labels.tags())
            .build();
    this.instance = new Instance("watcher", args, options(access));
    registerOutputs(Map.of());
  }

  Output<String> id() {
    return instance.id();
  }

  Output<String> publicIp() {
    return instance.publicIp();
  }

  /**
   * Always Free has room for one VM of this size, hence the old one goes before a new one comes.
   */
  private CustomResourceOptions options(Access access) {
    return soleChild().ignoreChanges(FIXED_AT_CREATION).dependsOn(access.group()).build();
  }

  private static InstanceSourceDetailsArgs disk(Settings settings) {
    return InstanceSourceDetailsArgs.builder()
        .sourceType("image")
        .sourceId(Placement.newestImage(settings))
        .bootVolumeSizeInGbs(Integer.toString(settings.machine().bootVolumeGbs()))
        .build();
  }

  private static InstanceCreateVnicDetailsArgs card(Network network) {
    return InstanceCreateVnicDetailsArgs.builder()
        .subnetId(network.subnetId())
        .assignPublicIp("true")
        .nsgIds(network.groupId().applyValue(List::of))
        .hostnameLabel("gapwatch")
        .build();
  }
}
