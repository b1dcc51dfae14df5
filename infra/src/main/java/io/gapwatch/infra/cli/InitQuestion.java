package io.gapwatch.infra.cli;

import java.util.regex.Pattern;

/** What a new stack is asked, in this order; the keys are those of {@code Pulumi.yaml}. */
enum InitQuestion {
  TENANCY(
      "tenancyId",
      "The account (its OCID is in the console under your profile > Tenancy).",
      "ocid1\\.tenancy\\..+",
      "an OCID as in ocid1.tenancy.oc1..aaaa"),
  COMPARTMENT(
      "compartmentId",
      "The compartment that holds everything; one of its own is best. - is the root.",
      "(ocid1\\..+)?",
      "a number of the list, an OCID, or - for the root"),
  DOMAIN("availabilityDomain", "The availability domain of the VM.", "[1-9]", "a number from 1"),
  SSH_KEY(
      "sshPublicKey",
      "Your public SSH key, read only when the VM is created. - is none: then nobody can log in.",
      "((ssh|ecdsa|sk)-\\S+ \\S+.*)?",
      "one line as in ssh-ed25519 AAAA…, or -"),
  SSH_FROM(
      "sshFrom",
      "Addresses that may reach SSH, as in 198.51.100.7/32. - is none: then SSH is closed.",
      "([0-9.]+/[0-9]+[,\\s]*)*",
      "blocks a.b.c.d/n with commas between, or -"),
  BUDGET(
      "budgetEmail",
      "Who gets an e-mail if the month costs anything. - is nobody.",
      "([^@\\s]+@[^@\\s]+)?",
      "an e-mail address, or -"),
  SECRETS_FROM(
      "secretsFrom",
      "Where the values of the secrets come from.",
      "doppler|doppler-cli|config",
      "doppler, doppler-cli or config"),
  AGENT_CONFIG("agentConfig", "The agent's configuration.", ".+\\.ya?ml", "a file in config/"),
  STATUS_PAGE("statusPage", "A public status page (true or false).", "true|false", "true or false"),
  STACK(
      "stack",
      "Prometheus, Grafana and Vault on the VM as well (true or false); docs/stack.md.",
      "true|false",
      "true or false");

  private final String key;
  private final String words;
  private final Pattern pattern;
  private final String rule;

  InitQuestion(String key, String words, String pattern, String rule) {
    this.key = key;
    this.words = words;
    this.pattern = Pattern.compile(pattern);
    this.rule = rule;
  }

  String key() {
    return key;
  }

  String words() {
    return words;
  }

  boolean fits(String value) {
    return pattern.matcher(value).matches();
  }

  String rule() {
    return rule;
  }
}
