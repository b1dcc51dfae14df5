package io.gapwatch.infra.cloud;

import java.util.Map;
import java.util.Set;

/**
 * The inputs whose change replaces a resource, as the provider's upstream marks them. A nested one
 * is written with its path.
 */
final class Replacing {
  private static final Map<String, Set<String>> INPUTS =
      Map.ofEntries(
          Map.entry("oci:Core/vcn:Vcn", Set.of("dnsLabel")),
          Map.entry("oci:Core/internetGateway:InternetGateway", Set.of("vcnId")),
          Map.entry("oci:Core/routeTable:RouteTable", Set.of("vcnId")),
          Map.entry("oci:Core/securityList:SecurityList", Set.of("vcnId")),
          Map.entry("oci:Core/networkSecurityGroup:NetworkSecurityGroup", Set.of("vcnId")),
          Map.entry(
              "oci:Core/networkSecurityGroupSecurityRule:NetworkSecurityGroupSecurityRule",
              Set.of("networkSecurityGroupId")),
          Map.entry("oci:Core/subnet:Subnet", Set.of("vcnId", "dnsLabel", "availabilityDomain")),
          Map.entry(
              "oci:Core/instance:Instance",
              Set.of(
                  "availabilityDomain",
                  "isPvEncryptionInTransitEnabled",
                  "createVnicDetails.subnetId",
                  "metadata.user_data",
                  "metadata.ssh_authorized_keys")),
          Map.entry("oci:Kms/vault:Vault", Set.of("vaultType")),
          Map.entry("oci:Kms/key:Key", Set.of("keyShape", "managementEndpoint", "protectionMode")),
          Map.entry("oci:Vault/secret:Secret", Set.of("vaultId", "keyId", "secretName")),
          Map.entry("oci:Identity/dynamicGroup:DynamicGroup", Set.of("compartmentId", "name")),
          Map.entry("oci:Identity/policy:Policy", Set.of("compartmentId", "name")),
          Map.entry("oci:ObjectStorage/bucket:Bucket", Set.of("namespace", "name")),
          Map.entry(
              "oci:ObjectStorage/storageObject:StorageObject",
              Set.of("bucket", "namespace", "source", "content", "contentType")),
          Map.entry(
              "oci:ObjectStorage/preauthrequest:Preauthrequest",
              Set.of("accessType", "bucket", "namespace", "name", "timeExpires", "objectName")),
          Map.entry("oci:Budget/budget:Budget", Set.of("compartmentId", "targetType", "targets")),
          Map.entry("oci:Budget/rule:Rule", Set.of("budgetId")));

  private Replacing() {}

  static Set<String> inputs(String token) {
    return INPUTS.getOrDefault(token, Set.of());
  }
}
