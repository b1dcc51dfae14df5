package io.gapwatch.agent.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.Region;
import com.oracle.bmc.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OciRegionTest {

  static Region[] regions() {
    return Region.values();
  }

  @ParameterizedTest
  @MethodSource("regions")
  void knowsEachRegionThatTheSdkKnows(Region region) {
    String realm = region.getRealm().getRealmId();
    OciRegion known = OciRegion.of(region.getRegionCode(), realm);

    assertThat(known).isEqualTo(OciRegion.of(region.getRegionId(), realm));
    assertThat(known.secretRetrieval())
        .isEqualTo(
            endpoint(region, "secrets", "https://secrets.vaults.{region}.oci.{secondLevelDomain}"));
    assertThat(known.federation())
        .isEqualTo(endpoint(region, "auth", "https://auth.{region}.{secondLevelDomain}"));
  }

  private static String endpoint(Region region, String name, String template) {
    return Region.formatDefaultRegionEndpoint(
        Services.serviceBuilder().serviceName(name).serviceEndpointTemplate(template).build(),
        region);
  }

  @ParameterizedTest
  @CsvSource({
    "xx-new-1, oc1, https://secrets.vaults.xx-new-1.oci.oraclecloud.com",
    "XX-NEW-1, oc77, https://secrets.vaults.xx-new-1.oci.oraclecloud77.com"
  })
  void takesARegionThatIsNewByItsId(String id, String realm, String address) {
    assertThat(OciRegion.of(id, realm).secretRetrieval()).isEqualTo(address);
  }

  @Test
  void hasNoCodeTheSdkDoesNotKnow() {
    assertThat(RegionCodes.BY_CODE).hasSameSizeAs(Region.values());
  }
}
