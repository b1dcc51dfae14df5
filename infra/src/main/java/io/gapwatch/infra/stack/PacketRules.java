package io.gapwatch.infra.stack;

import io.gapwatch.infra.oci.core.inputs.SecurityListEgressSecurityRuleArgs;
import io.gapwatch.infra.oci.core.inputs.SecurityListIngressSecurityRuleArgs;
import io.gapwatch.infra.oci.core.inputs.SecurityListIngressSecurityRuleIcmpOptionsArgs;

/**
 * The rules of the subnet's own security list. The VCN's default list would open SSH to the world,
 * and lists and groups add up, so a group alone closes nothing.
 */
final class PacketRules {
  static final String ANYWHERE = "0.0.0.0/0";
  private static final String ICMP = "1";
  private static final int UNREACHABLE = 3;
  private static final int FRAGMENTATION_NEEDED = 4;

  private PacketRules() {}

  static SecurityListEgressSecurityRuleArgs everythingOut() {
    return SecurityListEgressSecurityRuleArgs.builder()
        .destination(ANYWHERE)
        .protocol("all")
        .description("everything out")
        .build();
  }

  /** Oracle's network cards use an MTU of 9,000: without this message connections hang. */
  static SecurityListIngressSecurityRuleArgs pathMtuDiscovery() {
    return SecurityListIngressSecurityRuleArgs.builder()
        .source(ANYWHERE)
        .protocol(ICMP)
        .icmpOptions(
            SecurityListIngressSecurityRuleIcmpOptionsArgs.builder()
                .type(UNREACHABLE)
                .code(FRAGMENTATION_NEEDED)
                .build())
        .description("path MTU discovery")
        .build();
  }

  static SecurityListIngressSecurityRuleArgs unreachableWithin(String cidr) {
    return SecurityListIngressSecurityRuleArgs.builder()
        .source(cidr)
        .protocol(ICMP)
        .icmpOptions(
            SecurityListIngressSecurityRuleIcmpOptionsArgs.builder().type(UNREACHABLE).build())
        .description("unreachable, from inside")
        .build();
  }
}
