package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import io.gapwatch.infra.config.Account;
import io.gapwatch.infra.config.Ssh;
import io.gapwatch.infra.oci.core.InternetGateway;
import io.gapwatch.infra.oci.core.InternetGatewayArgs;
import io.gapwatch.infra.oci.core.NetworkSecurityGroup;
import io.gapwatch.infra.oci.core.NetworkSecurityGroupArgs;
import io.gapwatch.infra.oci.core.NetworkSecurityGroupSecurityRule;
import io.gapwatch.infra.oci.core.NetworkSecurityGroupSecurityRuleArgs;
import io.gapwatch.infra.oci.core.RouteTable;
import io.gapwatch.infra.oci.core.RouteTableArgs;
import io.gapwatch.infra.oci.core.SecurityList;
import io.gapwatch.infra.oci.core.SecurityListArgs;
import io.gapwatch.infra.oci.core.Subnet;
import io.gapwatch.infra.oci.core.SubnetArgs;
import io.gapwatch.infra.oci.core.Vcn;
import io.gapwatch.infra.oci.core.VcnArgs;
import io.gapwatch.infra.oci.core.inputs.NetworkSecurityGroupSecurityRuleTcpOptionsArgs;
import io.gapwatch.infra.oci.core.inputs.NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs;
import io.gapwatch.infra.oci.core.inputs.RouteTableRouteRuleArgs;
import java.util.List;
import java.util.Map;

/**
 * A network of its own: everything may go out, and only SSH from the stated addresses may come in.
 */
final class Network extends Component {
  private static final String CIDR = "10.20.0.0/16";
  private static final String SUBNET_CIDR = "10.20.1.0/24";
  private static final String TCP = "6";

  private final Account account;
  private final Labels labels;
  private final Subnet subnet;
  private final NetworkSecurityGroup group;

  Network(Account account, Ssh ssh, Labels labels) {
    super("Network");
    this.account = account;
    this.labels = labels;
    Vcn vcn = vcn();
    this.subnet = subnet(vcn, routes(vcn, gateway(vcn)), packetRules(vcn));
    this.group = group(vcn);
    ssh.from().forEach(this::allowSsh);
    registerOutputs(Map.of());
  }

  Output<String> subnetId() {
    return subnet.id();
  }

  Output<String> groupId() {
    return group.id();
  }

  private Vcn vcn() {
    VcnArgs args =
        VcnArgs.builder()
            .compartmentId(account.compartmentId())
            .cidrBlocks(CIDR)
            .displayName(labels.name())
            .dnsLabel("gapwatch")
            .freeformTags(labels.tags())
            .build();
    return new Vcn("vcn", args, child().build());
  }

  private InternetGateway gateway(Vcn vcn) {
    InternetGatewayArgs args =
        InternetGatewayArgs.builder()
            .compartmentId(account.compartmentId())
            .vcnId(vcn.id())
            .displayName(labels.name())
            .freeformTags(labels.tags())
            .build();
    return new InternetGateway("internet", args, child().build());
  }

  private RouteTable routes(Vcn vcn, InternetGateway gateway) {
    RouteTableRouteRuleArgs out =
        RouteTableRouteRuleArgs.builder()
            .destination(PacketRules.ANYWHERE)
            .destinationType("CIDR_BLOCK")
            .networkEntityId(gateway.id())
            .build();
    RouteTableArgs args =
        RouteTableArgs.builder()
            .compartmentId(account.compartmentId())
            .vcnId(vcn.id())
            .displayName(labels.name())
            .routeRules(out)
            .freeformTags(labels.tags())
            .build();
    return new RouteTable("routes", args, child().build());
  }

  private SecurityList packetRules(Vcn vcn) {
    SecurityListArgs args =
        SecurityListArgs.builder()
            .compartmentId(account.compartmentId())
            .vcnId(vcn.id())
            .displayName(labels.name())
            .egressSecurityRules(PacketRules.everythingOut())
            .ingressSecurityRules(
                PacketRules.pathMtuDiscovery(), PacketRules.unreachableWithin(CIDR))
            .freeformTags(labels.tags())
            .build();
    return new SecurityList("packet-rules", args, child().build());
  }

  private Subnet subnet(Vcn vcn, RouteTable routes, SecurityList packetRules) {
    SubnetArgs args =
        SubnetArgs.builder()
            .compartmentId(account.compartmentId())
            .vcnId(vcn.id())
            .cidrBlock(SUBNET_CIDR)
            .displayName(labels.name())
            .dnsLabel("watcher")
            .routeTableId(routes.id())
            .securityListIds(packetRules.id().applyValue(List::of))
            .freeformTags(labels.tags())
            .build();
    return new Subnet("subnet", args, child().build());
  }

  private NetworkSecurityGroup group(Vcn vcn) {
    NetworkSecurityGroupArgs args =
        NetworkSecurityGroupArgs.builder()
            .compartmentId(account.compartmentId())
            .vcnId(vcn.id())
            .displayName(labels.name())
            .freeformTags(labels.tags())
            .build();
    return new NetworkSecurityGroup("watcher-group", args, child().build());
  }

  private void allowSsh(String cidr) {
    NetworkSecurityGroupSecurityRuleArgs args =
        NetworkSecurityGroupSecurityRuleArgs.builder()
            .networkSecurityGroupId(group.id())
            .direction("INGRESS")
            .protocol(TCP)
            .source(cidr)
            .sourceType("CIDR_BLOCK")
            .description("SSH from " + cidr)
            .tcpOptions(port(22))
            .build();
    new NetworkSecurityGroupSecurityRule("ssh-from-" + cidr, args, child().build());
  }

  private static NetworkSecurityGroupSecurityRuleTcpOptionsArgs port(int port) {
    return NetworkSecurityGroupSecurityRuleTcpOptionsArgs.builder()
        .destinationPortRange(
            NetworkSecurityGroupSecurityRuleTcpOptionsDestinationPortRangeArgs.builder()
                .min(port)
                .max(port)
                .build())
        .build();
  }
}
