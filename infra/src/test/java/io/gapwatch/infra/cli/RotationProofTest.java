package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RotationProofTest {
  private static final String READ_3 =
      "✅ secrets: TOKEN from OCI Vault (30 characters, version 3 of 2026-11-20T08:00:00Z)";

  @Test
  void theNewVersionIsProvenByTheLineThatNamesIt() {
    RotationProof proof = heard(OptionalLong.of(3), "✅ configuration: valid", READ_3);

    assertThat(proof.holds()).isTrue();
    assertThat(proof.words()).isEqualTo("Proven: the VM reads version 3 of TOKEN.");
  }

  @Test
  void oneThatWasMadeSinceIsNewEnough() {
    assertThat(heard(OptionalLong.of(2), READ_3).holds()).isTrue();
  }

  @Test
  void theVersionBeforeIsNoProof() {
    RotationProof proof = heard(OptionalLong.of(4), READ_3);

    assertThat(proof.holds()).isFalse();
    assertThat(proof.words())
        .isEqualTo(
            "Not proven that the VM reads the new version of TOKEN: it reads version 3, and the new"
                + " one is 4. To ask again: gapctl rotate TOKEN");
  }

  @Test
  void withoutTheVaultsWordNothingIsProven() {
    RotationProof proof = heard(OptionalLong.empty(), READ_3);

    assertThat(proof.holds()).isFalse();
    assertThat(proof.words())
        .contains("it reads version 3, and the vault did not say which is the new one");
  }

  @Test
  void anotherSecretsLineASilentDoctorOrAFailureIsNoProof() {
    assertThat(heard(OptionalLong.of(3), READ_3.replace("TOKEN", "TOKEN_2")).words())
        .contains("its doctor does not name the secret");
    assertThat(heard(OptionalLong.of(3), "✅ secrets: TOKEN from OCI Vault (30 characters)").words())
        .contains("its doctor does not say the version; ship a newer agent");
    RotationProof failed = heard(OptionalLong.of(3), "❌ secrets: TOKEN: not there or not allowed");
    assertThat(failed.holds()).isFalse();
    assertThat(failed.words()).contains("it cannot read the secret: not there or not allowed");
  }

  private static RotationProof heard(OptionalLong made, String... lines) {
    RotationProof proof = new RotationProof("TOKEN", made);
    for (String line : lines) {
      proof.hear(line);
    }
    return proof;
  }
}
