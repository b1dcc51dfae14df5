package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.AsksAhead;
import io.gapwatch.agent.source.Compute;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A session on a DuckDB whose provider charges for each statement, a second at least: what the
 * checks of a run ask of it travels as one statement a round, and an answer serves all who ask the
 * same (adr/0018).
 */
final class MeteredSession implements SqlSession, AsksAhead {
  /** No check has more rounds; what is left is asked when the check runs. */
  private static final int MOST_ROUNDS = 4;

  /** Longer answers are not kept, and asked for again when they are needed. These take 13 MB. */
  private static final int MOST_ROWS = 100_000;

  private final SqlSession session;
  private final Map<String, List<KeptRow>> answers = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Set<String> alone = new LinkedHashSet<>();
  private boolean rehearsing;

  MeteredSession(SqlSession session) {
    this.session = session;
  }

  /** Stops a check at a question that is not answered yet. */
  private static final class NotYetAnsweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void askAhead(List<Runnable> checks, Duration timeout) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      rehearse(checks);
      if (open.isEmpty() || !answered(timeout)) {
        return;
      }
    }
  }

  private void rehearse(List<Runnable> checks) {
    open.clear();
    rehearsing = true;
    try {
      checks.forEach(MeteredSession::rehearse);
    } finally {
      rehearsing = false;
    }
  }

  private static void rehearse(Runnable check) {
    try {
      check.run();
    } catch (RuntimeException toldWhenItRuns) {
      return;
    }
  }

  private boolean answered(Duration timeout) {
    try {
      join(List.copyOf(open), timeout);
      return true;
    } catch (SourceUnavailableException toldWhenItIsAskedAlone) {
      return false;
    }
  }

  private void join(List<String> questions, Duration timeout) {
    List<String> parts = new ArrayList<>();
    int[] from = new int[questions.size() + 1];
    from[0] = 2;
    for (int i = 0; i < questions.size(); i++) {
      int columns = session.columnsOf("(\n" + questions.get(i) + "\n) AS q", "of a query").size();
      parts.add(part(i, questions.get(i), columns));
      from[i + 1] = from[i] + columns;
    }
    List<List<KeptRow>> found = new ArrayList<>();
    questions.forEach(question -> found.add(new ArrayList<>()));
    session.query(
        String.join("\nUNION ALL BY NAME\n", parts),
        timeout,
        row -> {
          int question = (int) row.number(1);
          found.get(question).add(KeptRow.of(row, from[question], from[question + 1]));
        });
    for (int i = 0; i < questions.size(); i++) {
      if (found.get(i).size() > MOST_ROWS) {
        alone.add(questions.get(i));
      } else {
        answers.put(questions.get(i), List.copyOf(found.get(i)));
      }
    }
  }

  /** Columns have names of their own, so that each keeps its type. */
  private static String part(int index, String question, int columns) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      names.add("q" + index + "c" + i);
    }
    return "SELECT %d AS q, * FROM (SELECT * FROM (\n%s\n) AS a LIMIT %d) AS b(%s)"
        .formatted(index, question, MOST_ROWS + 1, String.join(", ", names));
  }

  @Override
  public void expect(Duration timeout, List<String> questions) {
    if (!rehearsing) {
      return;
    }
    int before = open.size();
    questions.stream().filter(this::isOpen).forEach(open::add);
    if (open.size() > before || questions.stream().anyMatch(open::contains)) {
      throw new NotYetAnsweredException();
    }
  }

  private boolean isOpen(String question) {
    return !answers.containsKey(question) && !alone.contains(question);
  }

  @Override
  public void query(String sql, Duration timeout, Consumer<Row> rows) {
    List<KeptRow> known = answers.get(sql);
    if (known != null) {
      known.forEach(rows);
    } else if (!rehearsing) {
      session.query(sql, timeout, rows);
    } else {
      // What must be asked alone is not known before its check runs.
      if (!alone.contains(sql)) {
        open.add(sql);
      }
      throw new NotYetAnsweredException();
    }
  }

  @Override
  public Dialect dialect() {
    return session.dialect();
  }

  @Override
  public List<Column> columns(String table) {
    return session.columns(table);
  }

  @Override
  public List<Column> columnsOf(String relation, String table) {
    return session.columnsOf(relation, table);
  }

  @Override
  public OptionalLong edition(String table, Duration timeout) {
    return session.edition(table, timeout);
  }

  @Override
  public boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public String answeredBy() {
    return session.answeredBy();
  }

  @Override
  public String identity() {
    return session.identity();
  }

  @Override
  public Optional<Compute> compute() {
    return session.compute();
  }

  @Override
  public void close() {
    session.close();
  }
}
