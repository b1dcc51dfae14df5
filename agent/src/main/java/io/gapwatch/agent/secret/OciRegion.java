package io.gapwatch.agent.secret;

import java.util.Locale;
import java.util.Map;

/**
 * A region and the domain that its services are under.
 *
 * @param id such as {@code eu-frankfurt-1}
 * @param domain that of its realm, such as {@code oraclecloud.com}
 */
record OciRegion(String id, String domain) {
  /** The realms whose domain is not made from their number. */
  private static final Map<String, String> DOMAINS =
      Map.of(
          "oc1", "oraclecloud.com",
          "oc2", "oraclegovcloud.com",
          "oc3", "oraclegovcloud.com",
          "oc4", "oraclegovcloud.uk",
          "oc19", "oraclecloud.eu");

  /**
   * The region by its id or its code, as OCIDs of the oldest regions carry it.
   *
   * @param realm such as {@code oc1}, the third field of every OCID
   */
  static OciRegion of(String idOrCode, String realm) {
    String word = idOrCode.toLowerCase(Locale.ROOT);
    return new OciRegion(RegionCodes.BY_CODE.getOrDefault(word, word), domain(realm));
  }

  private static String domain(String realm) {
    return DOMAINS.getOrDefault(realm, "oraclecloud" + realm.substring("oc".length()) + ".com");
  }

  /** The address of the secret retrieval service. */
  String secretRetrieval() {
    return "https://secrets.vaults." + id + ".oci." + domain;
  }

  /** The address of the service that trades certificates for tokens. */
  String federation() {
    return "https://auth." + id + "." + domain;
  }
}
