package io.gapwatch.infra.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a VM was made with. The stack keeps it as an output, so that a later setting that cannot
 * reach this VM is told, and one that would cost it is refused.
 */
public record Created(
    String vm,
    String tenancyId,
    int diskGbs,
    int availabilityDomain,
    String ubuntuVersion,
    String sshPublicKey) {
  /** The name of the output. */
  static final String OUTPUT = "created";

  /** Reads the output; anything else than its text is none. */
  static Optional<Created> of(Optional<?> output) {
    return output.filter(String.class::isInstance).flatMap(text -> parse(text.toString()));
  }

  private static Optional<Created> parse(String text) {
    try {
      JsonNode json = new ObjectMapper().readTree(text);
      return Optional.of(
          new Created(
              json.path("vm").asText(),
              json.path("tenancyId").asText(),
              json.path("diskGbs").asInt(),
              json.path("availabilityDomain").asInt(),
              json.path("ubuntuVersion").asText(),
              json.path("sshPublicKey").asText()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The same VM as before keeps what it was made with; its disk can grow. */
  static Created now(String vm, Settings settings, Optional<Created> before) {
    Machine machine = settings.machine();
    String tenancy = settings.account().tenancyId();
    return before
        .filter(each -> each.vm().equals(vm))
        .map(
            each ->
                new Created(
                    vm,
                    tenancy,
                    machine.bootVolumeGbs(),
                    each.availabilityDomain(),
                    each.ubuntuVersion(),
                    each.sshPublicKey()))
        .orElseGet(
            () ->
                new Created(
                    vm,
                    tenancy,
                    machine.bootVolumeGbs(),
                    machine.availabilityDomain(),
                    machine.ubuntuVersion(),
                    settings.ssh().publicKey().orElse("")));
  }

  /**
   * Refuses what this VM would not survive.
   *
   * @throws InfraException with the way to really want it
   */
  void refuse(Settings settings) {
    if (!settings.account().tenancyId().equals(tenancyId)) {
      throw new InfraException(
          "nothing was changed, because gapwatch:tenancyId is not %s, the account that this stack is in; set it back, or make another stack: pulumi stack init (to leave the account: gapctl destroy first)"
              .formatted(tenancyId));
    }
    if (settings.machine().bootVolumeGbs() < diskGbs) {
      throw new InfraException(
          "nothing was changed, because a disk cannot become smaller than it is; pulumi config set bootVolumeGbs %d (for a new VM with a smaller disk: gapctl destroy, gapctl up; its history goes)"
              .formatted(diskGbs));
    }
  }

  /** Settings that are read at a VM's creation alone, and have changed since. */
  List<String> ignored(Settings settings) {
    List<String> lines = new ArrayList<>();
    Machine machine = settings.machine();
    if (machine.availabilityDomain() != availabilityDomain) {
      lines.add(stays("availabilityDomain", Integer.toString(availabilityDomain)));
    }
    if (!machine.ubuntuVersion().equals(ubuntuVersion)) {
      lines.add(stays("ubuntuVersion", ubuntuVersion));
    }
    if (!settings.ssh().publicKey().orElse("").equals(sshPublicKey)) {
      lines.add(
          "sshPublicKey has changed since the VM was created, which reads it only then; add the new"
              + " one there: gapctl ssh -- 'echo KEY >>.ssh/authorized_keys'");
    }
    return List.copyOf(lines);
  }

  private static String stays(String key, String value) {
    return "%s stays %s for this VM, which reads it only when it is created; for a new VM: gapctl destroy, gapctl up"
        .formatted(key, value);
  }

  /** For the output. */
  String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("vm", vm).put("tenancyId", tenancyId).put("diskGbs", diskGbs);
    json.put("availabilityDomain", availabilityDomain).put("ubuntuVersion", ubuntuVersion);
    return json.put("sshPublicKey", sshPublicKey).toString();
  }
}
