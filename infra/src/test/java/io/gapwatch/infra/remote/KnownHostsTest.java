package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
  private static final KnownKey ONE = new KnownKey("", "ssh-ed25519", key(1));
  private static final KnownKey TWO = new KnownKey("", "ssh-ed25519", key(2));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("known_hosts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.10 ssh-ed25519 %s\n",
        "192.0.2.10 ssh-ed25519 %s",
        "\uFEFF192.0.2.10 ssh-ed25519 %s\n",
        "# ours\r\n\r\n192.0.2.10 ssh-ed25519 %s\r\n",
        "192.0.2.10 ssh-ed25519 %s\r\n192.0.2.11 ssh-ed25519 x\r\n",
        "db1,192.0.2.10\tssh-ed25519   %s a comment of somebody's\n",
        "192.0.2.* ssh-ed25519 %s\n",
        "@cert-authority 192.0.2.10 ssh-ed25519 AAAA\n192.0.2.10 ssh-ed25519 %s\n",
        "192.0.2.10 1024 35 1234567\n192.0.2.10 ssh-ed25519 %s\n",
      })
  void whatAnEditorOrAnotherSystemMakesOfTheFileIsRead(String text) throws IOException {
    write(text.formatted(ONE.base64()));

    assertThat(KnownHosts.of(file).of("192.0.2.10")).containsExactly(ONE);
  }

  @Test
  void anotherPortIsAnotherMachine() throws IOException {
    write(ONE.line("192.0.2.10") + TWO.line("[192.0.2.10]:2222"));

    assertThat(KnownHosts.of(file).of("192.0.2.10")).containsExactly(ONE);
    assertThat(KnownHosts.of(file).of("[192.0.2.10]:2222")).containsExactly(TWO);
    assertThat(KnownHosts.of(file).of("[192.0.2.10]:22022")).isEmpty();
  }

  @Test
  void namesThatSshKeygenHashedAreKnown() throws Exception {
    write(ONE.line("192.0.2.10") + TWO.line("[192.0.2.10]:2222"));
    Process hashing =
        new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(hashing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(hashing.waitFor()).as(said).isZero();

    assertThat(file).content().contains("|1|").doesNotContain("192.0.2.10");
    assertThat(KnownHosts.of(file).of("192.0.2.10")).containsExactly(ONE);
    assertThat(KnownHosts.of(file).of("[192.0.2.10]:2222")).containsExactly(TWO);
    assertThat(KnownHosts.of(file).of("192.0.2.11")).isEmpty();
  }

  @Test
  void aRevokedKeyIsNoneToTrustAndAnExceptionIsNoName() throws IOException {
    write("@revoked * ssh-ed25519 %s\n!192.0.2.10,* ssh-ed25519 %1$s\n".formatted(ONE.base64()));

    assertThat(KnownHosts.of(file).of("192.0.2.10"))
        .containsExactly(new KnownKey("@revoked", "ssh-ed25519", ONE.base64()))
        .noneMatch(KnownKey::isTrusted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.10 ssh-ed25519\n",
        "192.0.2.10\n",
        "192.0.2.10 ssh-ed25519 AAAAC3Nz\n",
        "192.0.2.10 ssh-ed25519 ???\n",
        "192.0.2.10 ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAA\n",
      })
  void aDamagedLineOfTheMachineIsNoFirstContact(String line) throws IOException {
    write("# ours\n" + line);

    assertThatThrownBy(() -> KnownHosts.of(file).of("192.0.2.10"))
        .isInstanceOf(InfraException.class)
        .hasMessageStartingWith("line 2 of " + file + " is damaged");
    assertThat(KnownHosts.of(file).of("192.0.2.11")).isEmpty();
  }

  @Test
  void aFolderAFileOfAnotherEncodingAndALinkToNothingAreRefused() throws IOException {
    Files.createDirectory(file);
    assertRefused("is no file, so no key of a machine can be known; remove or rename it");

    Files.delete(file);
    Files.write(file, ONE.line("192.0.2.10").getBytes(StandardCharsets.UTF_16LE));
    assertRefused("is no text in UTF-8, so no key in it can be known; save it as UTF-8");

    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("gone"));
    assertRefused("is a link to nothing, or its folder is a file; remove it");

    file = Files.createFile(folder.resolve("plain")).resolve("known_hosts");
    assertThatThrownBy(() -> KnownHosts.of(file)).isInstanceOf(InfraException.class);
  }

  private void assertRefused(String words) {
    assertThatThrownBy(() -> KnownHosts.of(file))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining(file + " " + words);
  }

  /** Files that not even root can read or write: these tests run as root, too. */
  @Test
  void aFileThatCannotBeReadOrWrittenIsRefused() {
    Path unreadable = Path.of("/proc/self/mem");
    assertThatThrownBy(() -> KnownHosts.of(unreadable))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "could not read %s, so no key of a machine can be known: Input/output error; check its owner and its mode"
                .formatted(unreadable));

    KnownHosts gone = new KnownHosts(folder.resolve("gone"), "", false);
    assertThatThrownBy(gone::refuseUnwritable)
        .hasMessageContaining("the key of a first contact would not be kept");

    KnownHosts full = new KnownHosts(Path.of("/dev/full"), "", false);
    assertThatThrownBy(() -> full.add("192.0.2.10", ONE))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("was not kept: No space left on device");
  }

  @Test
  void aKeyIsNotedAtTheEndAndAllElseStays() throws IOException {
    write("# ours\r\n" + ONE.line("192.0.2.10").strip());

    KnownHosts.of(file).add("[192.0.2.10]:2222", TWO);

    assertThat(file)
        .content()
        .isEqualTo("# ours\r\n" + ONE.line("192.0.2.10") + TWO.line("[192.0.2.10]:2222"));
    assertThat(KnownHosts.of(file).of("[192.0.2.10]:2222")).containsExactly(TWO);
  }

  @Test
  void whatSshReadsPastIsRefusedForIt() throws IOException {
    write("\uFEFF" + ONE.line("192.0.2.10"));

    assertThatThrownBy(() -> KnownHosts.of(file).refuseMark())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("begins with a byte order mark")
        .hasMessageContaining("sed -i '1s/^\\xef\\xbb\\xbf//' " + file);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  /** A public key as SSH writes it, of 32 times the same byte. */
  private static String key(int value) {
    byte[] bytes = new byte[51];
    byte[] kind = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
    bytes[3] = (byte) kind.length;
    System.arraycopy(kind, 0, bytes, 4, kind.length);
    bytes[18] = 32;
    java.util.Arrays.fill(bytes, 19, 51, (byte) value);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
