package io.gapwatch.agent.secret.oci;

/** Says to people why a secret could not be had from OCI Vault, and what to try. */
final class VaultAdvice {
  private VaultAdvice() {}

  static String on(VaultFailure failure, OciVaultSettings settings) {
    return switch (failure.kind()) {
      case NOT_AUTHENTICATED ->
          "OCI Vault authentication failed (" + failure.detail() + "); " + login(settings.login());
      case NOT_VISIBLE -> notVisible(failure, settings);
      case BUSY ->
          "OCI is overloaded or failing (" + failure.detail() + "); the next run asks again";
      case NO_ANSWER ->
          "OCI Vault did not answer in time ("
              + failure.detail()
              + "); check name resolution and that this machine may reach port 443 of OCI: route"
              + " table, security list, network security group, proxy";
      case FINAL -> failure.detail();
    };
  }

  private static String login(OciLogin login) {
    String clock = "compare the clock with `timedatectl` (OCI refuses 5 minutes of difference)";
    return login.usesConfigFile()
        ? "check user, fingerprint and key_file of profile "
            + login.profile()
            + " in "
            + login.configFile()
            + ", or remove that file to log in as the VM; "
            + clock
        : "check that the dynamic group's matching rule holds this instance and that a policy lets"
            + " the group read secret-bundles; "
            + clock;
  }

  /** OCI gives one answer for "not there" and "not allowed", so both are to be checked. */
  private static String notVisible(VaultFailure failure, OciVaultSettings settings) {
    String group = settings.login().usesConfigFile() ? "group" : "dynamic-group";
    String where = settings.vault().map(id -> " where target.vault.id = '" + id + "'").orElse("");
    return "OCI Vault says that it is not there or not allowed ("
        + failure.detail()
        + "); check its name in the vault, and the policy: allow "
        + group
        + " NAME to read secret-bundles in compartment NAME"
        + where;
  }
}
