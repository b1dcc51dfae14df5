package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.Realm;
import com.oracle.bmc.Region;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Regions of the SDK, and those that are newer than it: a new region needs no release of ours. */
final class OciRegions {
  private OciRegions() {}

  /**
   * The region by its id or its code, as OCIDs of the oldest regions carry it.
   *
   * @param realm where it is when the SDK does not know it: {@code oc1}, the third field of OCIDs
   */
  static Region of(String idOrCode, String realm) {
    return known(idOrCode, () -> Region.register(idOrCode, realm(realm)));
  }

  /** The region that a VM says it is in, with the realm that it says. */
  static Region of(String id, String code, String realm, String domain) {
    return known(id, () -> Region.register(id, Realm.register(realm, domain), code));
  }

  private static Region known(String idOrCode, Supplier<Region> otherwise) {
    try {
      return Region.fromRegionCodeOrId(idOrCode.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      return otherwise.get();
    }
  }

  private static Realm realm(String id) {
    return Arrays.stream(Realm.values())
        .filter(realm -> realm.getRealmId().equals(id))
        .findFirst()
        .orElseGet(() -> Realm.register(id, "oraclecloud" + id.substring("oc".length()) + ".com"));
  }
}
