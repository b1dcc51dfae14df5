package io.gapwatch.infra.cli;

import java.util.Map;

/** What each kind of resource is there for, in a few words. */
final class Explained {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("Vcn", "the network of the VM"),
          Map.entry("InternetGateway", "its way out to the internet"),
          Map.entry("RouteTable", "sends traffic through that gateway"),
          Map.entry("SecurityList", "lets nothing in but one ICMP message that connections need"),
          Map.entry("Subnet", "the part of the network where the VM is"),
          Map.entry("NetworkSecurityGroup", "holds the rules of who may reach the VM"),
          Map.entry("NetworkSecurityGroupSecurityRule", "one such rule"),
          Map.entry("DynamicGroup", "names the VM, so that the policy can speak of it"),
          Map.entry("Policy", "lets this one VM read the secrets of this one vault"),
          Map.entry("Vault", "keeps the secrets; of the kind that is free"),
          Map.entry("Key", "encrypts them; in software, which is free"),
          Map.entry("Secret", "one value from Doppler each, encrypted"),
          Map.entry(
              "Bucket",
              "keeps the releases, closed to the public; one named page, the status page"),
          Map.entry("StorageObject", "a release, and the manifest that names it"),
          Map.entry(
              "Preauthrequest",
              "where the VM finds releases; page-address: where it writes the page"),
          Map.entry("Instance", "the VM that runs the agent"),
          Map.entry("Budget", "watches what the month costs"),
          Map.entry("Rule", "sends an e-mail at the first cent"));

  private Explained() {}

  /** The words; none for a kind that is new. */
  static String kind(String kind) {
    return WORDS.getOrDefault(kind, "");
  }
}
