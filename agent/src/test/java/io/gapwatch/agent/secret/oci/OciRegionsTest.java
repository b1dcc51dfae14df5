package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.Region;
import com.oracle.bmc.secrets.SecretsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OciRegionsTest {

  @ParameterizedTest
  @CsvSource({
    "phx, oc1, https://secrets.vaults.us-phoenix-1.oci.oraclecloud.com",
    "FRA, oc1, https://secrets.vaults.eu-frankfurt-1.oci.oraclecloud.com",
    "eu-frankfurt-2, oc19, https://secrets.vaults.eu-frankfurt-2.oci.oraclecloud.eu",
    "xx-new-1, oc1, https://secrets.vaults.xx-new-1.oci.oraclecloud.com",
    "YY-NEW-1, oc77, https://secrets.vaults.yy-new-1.oci.oraclecloud77.com"
  })
  void takesARegionByIdOrCodeAndANewOneByItsRealm(String word, String realm, String address) {
    assertThat(OciRegions.of(word, realm).getEndpoint(SecretsClient.SERVICE)).contains(address);
  }

  @Test
  void takesTheRealmOfANewRegionFromTheVm() {
    Region region = OciRegions.of("zz-new-1", "ZZN", "oc88", "example.com");

    assertThat(region.getEndpoint(SecretsClient.SERVICE))
        .contains("https://secrets.vaults.zz-new-1.oci.example.com");
    assertThat(OciRegions.of("zzn", "oc1")).isEqualTo(region);
  }

  @Test
  void knowsTheRegionOfAVmBetterThanTheVm() {
    assertThat(OciRegions.of("us-phoenix-1", "PHX", "oc1", "elsewhere.com"))
        .isEqualTo(Region.US_PHOENIX_1);
  }
}
