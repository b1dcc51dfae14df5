package io.gapwatch.infra.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which keys are offered: the stated ones, else those of the SSH agent, else the usual files. An
 * agent without keys counts as none: some desktops start one for everybody.
 */
final class Identities {
  private static final List<String> USUAL = List.of("id_ed25519", "id_rsa");

  /** A byte order mark of UTF-8, byte for byte. */
  private static final String MARK = "\u00EF\u00BB\u00BF";

  private Identities() {}

  static void offer(JSch jsch, Host host) {
    Optional<IdentityRepository> agent =
        host.agent().map(Identities::keysOf).filter(keys -> !keys.getIdentities().isEmpty());
    if (!host.identities().isEmpty()) {
      host.identities().forEach(key -> add(jsch, key));
    } else if (agent.isPresent()) {
      jsch.setIdentityRepository(agent.get());
    } else {
      usual().forEach(key -> add(jsch, key));
    }
  }

  private static IdentityRepository keysOf(Path socket) {
    try {
      return new AgentIdentityRepository(new SSHAgentConnector(socket));
    } catch (AgentProxyException e) {
      throw new InfraException(
          "could not reach the SSH agent at %s; name a key with --identity".formatted(socket), e);
    }
  }

  private static void add(JSch jsch, Path file) {
    try {
      byte[] key = key(file);
      if (KeyPair.load(jsch, key, null).isEncrypted()) {
        throw new InfraException(
            "the SSH key %s has a passphrase; add it to an SSH agent:".formatted(file)
                + " ssh-add "
                + file);
      }
      jsch.addIdentity(file.toString(), key, null, null);
    } catch (JSchException e) {
      throw new InfraException(
          "could not read the SSH key %s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new InfraException(
          "could not read the SSH key %s: is it there, a file, and yours? Name another with --identity"
              .formatted(file),
          e);
    }
  }

  /** Without a byte order mark and the other system's line ends, which are no part of a key. */
  private static byte[] key(Path file) throws IOException {
    String text = Files.readString(file, ISO_8859_1);
    return (text.startsWith(MARK) ? text.substring(MARK.length()) : text)
        .replace("\r\n", "\n")
        .getBytes(ISO_8859_1);
  }

  private static List<Path> usual() {
    Path folder = Path.of(System.getProperty("user.home"), ".ssh");
    List<Path> keys = USUAL.stream().map(folder::resolve).filter(Files::isReadable).toList();
    if (keys.isEmpty()) {
      throw new InfraException(
          "no SSH key found: start an SSH agent, create ~/.ssh/id_ed25519 or use --identity");
    }
    return keys;
  }
}
