package io.gapwatch.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class LoginFailureTest {
  private static final String OPEN =
      "; is SSH open to your address (gapwatch:sshFrom), and is it the right key?";

  @Test
  void whatTheLibrarySaysIsToldWithoutNamesOfClasses() {
    assertThat(words(new SocketTimeoutException("Read timed out")))
        .isEqualTo("no answer of an SSH server (timed out)" + OPEN);
    assertThat(words(new ConnectException("Connection refused")))
        .isEqualTo("connection refused" + OPEN);
    assertThat(words(new SocketException("Connection reset")))
        .isEqualTo("the connection broke" + OPEN);
    assertThat(LoginFailure.words(new JSchException("timeout: socket is not established")))
        .isEqualTo("no answer (timed out)" + OPEN);
    assertThat(LoginFailure.words(new JSchException("Auth fail for methods 'publickey'")))
        .isEqualTo("Auth fail for methods 'publickey'" + OPEN);
  }

  /** Neither the network's rules nor a key can be the reason. */
  @Test
  void aNameThatIsNotKnownIsNoQuestionOfKeys() {
    assertThat(words(new UnknownHostException("nowhere.invalid")))
        .isEqualTo(
            "its name is not known here (no such host); is it written right, without a user?");
  }

  private static String words(IOException cause) {
    return LoginFailure.words(new JSchException("Session.connect: " + cause, cause));
  }
}
