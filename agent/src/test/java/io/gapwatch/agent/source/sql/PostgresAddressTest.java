package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {

  @ParameterizedTest
  @CsvSource({
    "postgres://u:p@db.example.org:5433/ledger, db.example.org:5433/ledger, u, p",
    "postgresql://u:p@db/ledger, db/ledger, u, p",
    "jdbc:postgresql://db/ledger?user=u&password=p, db/ledger, u, p",
    "postgres://u:p%40s%2Fs%3Aw%23%3F+@db/ledger, db/ledger, u, p@s/s:w#?+",
    "postgres://u:a:b@db/ledger, db/ledger, u, a:b",
    "postgres://u:a@b@db/ledger, db/ledger, u, a@b",
    "postgres://u:p@[::1]:5432/ledger, [::1]:5432/ledger, u, p",
    "postgres://u:p@my_db/ledger, my_db/ledger, u, p",
    "'postgres://u:p@one:5432,two:5433/ledger', 'one:5432,two:5433/ledger', u, p",
    "postgres://u:p@db, db/, u, p",
    "postgres://u:p@db/my%20ledger+1, db/my%20ledger%2B1, u, p",
    "'  postgres://u:p@db/ledger  ', db/ledger, u, p",
  })
  void takesUserAndPasswordOut(String url, String place, String user, String password) {
    PostgresAddress address = parse(url);
    assertThat(address.place()).isEqualTo(place);
    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://" + place);
    assertThat(address.user().map(Secret::reveal)).contains(user);
    assertThat(address.password().map(Secret::reveal)).contains(password);
    assertThat(address.toString()).doesNotContain("=p").contains("<secret>");
  }

  @Test
  void withoutUser() {
    PostgresAddress address = parse("postgres://db/ledger");
    assertThat(address.user()).isEmpty();
    assertThat(address.password()).isEmpty();
    assertThat(address.secrets()).isEmpty();
  }

  @Test
  void ownKeysOfTheSourceWin() {
    PostgresAddress address =
        parse("postgres://u:p@db/ledger")
            .with(Optional.of(new Secret("other")), Optional.of(new Secret("word")));
    assertThat(address.user().map(Secret::reveal)).contains("other");
    assertThat(address.password().map(Secret::reveal)).contains("word");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://u:p@/ledger?host=db.example.org, db.example.org/ledger",
    "postgres://u:p@/ledger?host=db&port=5433, db:5433/ledger",
    "'postgres://u:p@/ledger?host=one,two&port=5433', 'one:5433,two:5433/ledger'",
    "'postgres://u:p@/ledger?host=one,::1&port=5433,5434', 'one:5433,[::1]:5434/ledger'",
    "postgres://u:p@db/ledger?port=5433, db:5433/ledger",
    "'postgres://u:p@one,[::1]/ledger?port=5433,5434', 'one:5433,[::1]:5434/ledger'",
    "postgres://u:p@db?dbname=my%20ledger, db/my%20ledger",
    "postgres://u:p@db/?dbname=a/b, db/a%2Fb",
    "'postgres://u:p@[::1]:5433,[fe80::1]/ledger', '[::1]:5433,[fe80::1]/ledger'",
  })
  void hosts(String url, String place) {
    PostgresAddress address = parse(url);
    assertThat(address.place()).isEqualTo(place);
    assertThat(address.parameters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"postgres://u:p@h:99999/x", "postgres://u:p@h:0/x", "postgres://h:1,g:65536/x"})
  void portThatThereIsNot(String url) {
    assertThat(catchThrowableOfType(SourceUnavailableException.class, () -> parse(url)))
        .hasMessage("ledger: a port in url is not from 1 to 65535");
  }

  /** The first was asked, and psql would have asked the second. */
  @ParameterizedTest
  @CsvSource({
    "postgres://u:p@one/ledger?host=two, host",
    "postgres://u:p@one:5432/ledger?port=5433, port",
    "postgres://u:p@one/ledger?dbname=other, database",
    "postgres://u:p@one/ledger?user=other, user",
    "postgres://u:p@one/ledger?password=other, password",
  })
  void whatIsNamedTwice(String url, String what) {
    SourceUnavailableException e =
        catchThrowableOfType(SourceUnavailableException.class, () -> parse(url));
    assertThat(e).hasMessage("ledger: url names its " + what + " twice");
  }

  /** The last one counted, whatever the first had asked for. */
  @Test
  void parameterWithTwoValues() {
    SourceUnavailableException e =
        catchThrowableOfType(
            SourceUnavailableException.class,
            () -> parse("postgres://u:p@db/x?sslmode=verify-full&sslmode=disable"));
    assertThat(e).hasMessage("ledger: url has two values for sslmode");
    assertThat(parse("postgres://u:p@db/x?sslmode=require&sslmode=require").parameters())
        .containsOnlyKeys("sslmode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres://u:p@::1/x", "postgres://u:p@db:/x", "postgres://u:p@a,,b/x"})
  void hostThatIsNone(String url) {
    SourceUnavailableException e =
        catchThrowableOfType(SourceUnavailableException.class, () -> parse(url));
    assertThat(e).hasMessage("ledger: url has a host or port that could not be read");
    assertThat(e.remedy()).contains("[2001:db8::1]:5432");
  }

  @Test
  void eachHostHasAnAddressOfItsOwn() {
    assertThat(parse("postgres://u:p@one:5433,[::1]/ledger").jdbcUrls())
        .containsExactly("jdbc:postgresql://one:5433/ledger", "jdbc:postgresql://[::1]/ledger");
  }

  @Test
  void portsThatDoNotFitTheHosts() {
    SourceUnavailableException e =
        catchThrowableOfType(
            SourceUnavailableException.class, () -> parse("postgres:///x?host=a,b,c&port=1,2"));
    assertThat(e).hasMessage("ledger: url has 3 hosts and 2 ports");
  }

  @Test
  void socketFolderIsRefusedInWords() {
    SourceUnavailableException e =
        catchThrowableOfType(
            SourceUnavailableException.class,
            () -> parse("postgres:///ledger?host=/var/run/postgresql"));
    assertThat(e).hasMessage("ledger: a socket's folder as host is not supported");
    assertThat(e.remedy()).contains("127.0.0.1");
  }

  @Test
  void secretsOfTheParameters() {
    assertThat(parse("postgres://u:p@db/ledger?sslpassword=hunter2").secrets())
        .extracting(Secret::reveal)
        .containsExactly("p", "hunter2");
  }

  /** A part of a password must not pass for host or port either. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:hunter2@db/x",
        "hunter2",
        "postgres://u:hun ter2@db/x",
        "postgres://u:hunter2",
        "postgres://u:12#hunter2@db/x",
        "postgres://u:12/hunter2@db/x",
        "postgres://u:12?hunter2@db/x",
        "postgres:///x?password=hunter2",
        "postgres://u:hunter2%ZZ@db/x",
        "postgres://u:hunter2@db/x%ZZ",
        "jdbc:postgresql:x?password=hunter2",
      })
  void unreadableAddressIsNotQuoted(String url) {
    SourceUnavailableException e =
        catchThrowableOfType(SourceUnavailableException.class, () -> parse(url));
    assertThat(e).hasMessageMatching("ledger: url .*").hasNoCause();
    assertThat(e.getMessage() + e.remedy()).doesNotContain("hunter2", "12");
    assertThat(e.remedy()).contains("postgres://user:password@host:5432/database");
  }

  private static PostgresAddress parse(String url) {
    return PostgresAddress.parse("ledger", new Secret(url));
  }
}
