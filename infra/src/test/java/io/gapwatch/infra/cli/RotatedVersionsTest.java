package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RotatedVersionsTest {
  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  @Test
  void theOneThatWasMadeComesAfterTheOneBefore() {
    assertThat(versions(OptionalLong.of(2), OptionalLong.of(3), true).wanted()).hasValue(3);
    assertThat(versions(OptionalLong.of(2), OptionalLong.of(4), true).wanted()).hasValue(4);
  }

  @Test
  void aVaultThatStillNamesTheOneBeforeDoesNotMakeItTheNewOne() {
    assertThat(versions(OptionalLong.of(2), OptionalLong.of(2), true).wanted()).hasValue(3);
    assertThat(versions(OptionalLong.of(2), UNKNOWN, true).wanted()).hasValue(3);
  }

  @Test
  void withoutTheOneBeforeItIsNotKnownWhichIsNew() {
    RotatedVersions versions = versions(UNKNOWN, OptionalLong.of(3), true);

    assertThat(versions.wanted()).isEmpty();
    assertThat(versions.words("TOKEN"))
        .isEqualTo("TOKEN is rotated; its version now: unknown (before: unknown)");
  }

  @Test
  void whereNothingWasMadeTheVaultsOwnIsTheOne() {
    RotatedVersions versions = versions(OptionalLong.of(3), OptionalLong.of(3), false);

    assertThat(versions.wanted()).hasValue(3);
    assertThat(versions.words("TOKEN"))
        .startsWith(
            "Nothing was rotated: the value of TOKEN is the one that the vault has already;")
        .contains("its version: 3. For another one, change it where it comes from");
    assertThat(versions(UNKNOWN, OptionalLong.of(3), false).wanted()).hasValue(3);
    assertThat(versions(OptionalLong.of(3), UNKNOWN, false).wanted()).hasValue(3);
    assertThat(versions(UNKNOWN, UNKNOWN, false).wanted()).isEmpty();
  }

  private static RotatedVersions versions(OptionalLong before, OptionalLong after, boolean made) {
    return new RotatedVersions(before, after, made);
  }
}
