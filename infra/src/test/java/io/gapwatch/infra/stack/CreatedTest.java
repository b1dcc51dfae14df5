package io.gapwatch.infra.stack;

import static io.gapwatch.infra.config.SettingsFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreatedTest {
  private final Created made = Created.now("vm-1", settings(), Optional.empty());

  @Test
  void itComesBackAsItWasNoted() {
    assertThat(Created.of(Optional.of(made.json()))).contains(made);
    assertThat(Created.of(Optional.of("no JSON"))).isEmpty();
    assertThat(Created.of(Optional.empty())).isEmpty();
  }

  @Test
  void whatIsReadAtTheCreationAloneIsToldWhenItChanges() {
    assertThat(made.ignored(settings())).isEmpty();
    assertThat(
            made.ignored(
                settings(
                    "availabilityDomain", "2",
                    "ubuntuVersion", "26.04",
                    "sshPublicKey", "ssh-ed25519 AAAA")))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("availabilityDomain stays 1 for this VM"))
        .anyMatch(line -> line.startsWith("ubuntuVersion stays 24.04 for this VM"))
        .anyMatch(line -> line.startsWith("sshPublicKey has changed since"));
  }

  @Test
  void theSameVmKeepsWhatItWasMadeWithAndAnotherHasItsOwn() {
    assertThat(
            Created.now("vm-1", settings("ubuntuVersion", "26.04"), Optional.of(made))
                .ubuntuVersion())
        .isEqualTo("24.04");
    assertThat(
            Created.now("vm-2", settings("ubuntuVersion", "26.04"), Optional.of(made))
                .ubuntuVersion())
        .isEqualTo("26.04");
  }

  @Test
  void aSmallerDiskAndAnotherAccountAreRefused() {
    Created bigger = Created.now("vm-1", settings("bootVolumeGbs", "100"), Optional.of(made));

    assertThatThrownBy(() -> bigger.refuse(settings("bootVolumeGbs", "99")))
        .isInstanceOf(InfraException.class)
        .hasMessageStartingWith("nothing was changed, because a disk cannot become smaller")
        .hasMessageContaining("pulumi config set bootVolumeGbs 100");
    assertThatThrownBy(() -> made.refuse(settings("tenancyId", "ocid1.tenancy.oc1..other")))
        .hasMessageStartingWith("nothing was changed, because gapwatch:tenancyId is not ");
    bigger.refuse(settings("bootVolumeGbs", "200"));
  }
}
