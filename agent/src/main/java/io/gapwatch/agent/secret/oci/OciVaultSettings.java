package io.gapwatch.agent.secret.oci;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the secrets are in OCI Vault and how to reach them.
 *
 * @param vault the OCID of the vault, needed for every secret that is asked for by its name
 * @param secretOcids secret OCIDs by the names that the configuration uses; a name that is missing
 *     here is the secret's own name in the vault, or an OCID itself
 * @param region region id or code ({@code eu-frankfurt-1}, {@code phx}); empty takes the one in the
 *     vault's OCID, then the one that the login knows
 */
public record OciVaultSettings(
    Optional<String> vault,
    Map<String, String> secretOcids,
    Optional<String> region,
    OciLogin login,
    OciTimeouts timeouts,
    OciEndpoints endpoints) {

  private static final String SECRET_OCID = "ocid1.vaultsecret";
  private static final int REALM_FIELD = 2;
  private static final int REGION_FIELD = 3;

  public OciVaultSettings {
    secretOcids = Map.copyOf(secretOcids);
  }

  /** Reads this vault with every default. */
  public static OciVaultSettings of(String vault) {
    return new OciVaultSettings(
        Optional.of(vault),
        Map.of(),
        Optional.empty(),
        OciLogin.DEFAULT,
        OciTimeouts.DEFAULT,
        OciEndpoints.OCI);
  }

  /** The OCID to read this secret by, or empty when the vault is asked by name. */
  Optional<String> secretOcid(String name) {
    return name.startsWith(SECRET_OCID)
        ? Optional.of(name)
        : Optional.ofNullable(secretOcids.get(name));
  }

  /**
   * The region to ask. An OCID carries its region as the fourth field: {@code
   * ocid1.vault.oc1.phx.vault-id.unique-id}.
   */
  Optional<String> vaultRegion() {
    return region.or(() -> vault.flatMap(OciVaultSettings::regionOf));
  }

  /** The realm of what is asked for: every OCID carries it as its third field. */
  String realm() {
    return Stream.concat(vault.stream(), secretOcids.values().stream())
        .map(ocid -> ocid.split("\\.", -1))
        .filter(fields -> fields.length > REALM_FIELD)
        .map(fields -> fields[REALM_FIELD])
        .filter(field -> field.matches("oc\\d+"))
        .findFirst()
        .orElse("oc1");
  }

  private static Optional<String> regionOf(String ocid) {
    String[] fields = ocid.split("\\.", -1);
    return fields.length > REGION_FIELD + 1 && !fields[REGION_FIELD].isBlank()
        ? Optional.of(fields[REGION_FIELD])
        : Optional.empty();
  }
}
