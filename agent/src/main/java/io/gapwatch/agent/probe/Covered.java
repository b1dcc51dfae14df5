package io.gapwatch.agent.probe;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a reading looked at, declared once by its probe. What is not found is well only where the
 * reading looked; elsewhere it proves nothing.
 */
public sealed interface Covered {

  /** What of a place this reading did not read, of what a finding of this subject is about. */
  Optional<Place> unread(String subject, Place place);

  /**
   * Whether a later reading may still read the place. What was deleted may come back; what is older
   * than the check looks at never does.
   */
  boolean withinReach(String subject, Place place);

  /** All that the check has ever found anything wrong with. */
  static Covered everything() {
    return new Everything();
  }

  /** Nothing at all. */
  static Covered nothing() {
    return new Nothing();
  }

  /** Those that there are now, of things that come and go: processes, tables, groups. */
  static Covered parts(Set<String> parts) {
    return new Parts(parts);
  }

  /**
   * What a reading has an observation of, and nothing else: a number that is not known this time
   * proves nothing.
   *
   * @param subjects of its observations
   * @param parts of things that come and go, those that there are now
   */
  static Covered observed(Set<String> subjects, Set<String> parts) {
    return new Observed(subjects, parts);
  }

  /**
   * Rows.
   *
   * @param reach from when until when the check looks at all
   * @param read what was read in fact, one place for each part
   */
  static Covered rows(TimeSpan reach, List<Place> read) {
    return new Rows(reach, read);
  }

  /** The same without these subjects, which this reading could not tell. */
  default Covered except(Set<String> subjects) {
    return subjects.isEmpty() ? this : new Except(this, subjects);
  }

  /** The same without these subjects, which no later reading tells either. */
  default Covered ending(Set<String> subjects) {
    return subjects.isEmpty() ? this : new Ending(this, subjects);
  }

  /** See {@link #everything()}. */
  record Everything() implements Covered {
    @Override
    public Optional<Place> unread(String subject, Place place) {
      return Optional.empty();
    }

    @Override
    public boolean withinReach(String subject, Place place) {
      return true;
    }
  }

  /** See {@link #nothing()}. */
  record Nothing() implements Covered {
    @Override
    public Optional<Place> unread(String subject, Place place) {
      return Optional.of(place);
    }

    @Override
    public boolean withinReach(String subject, Place place) {
      return true;
    }
  }

  /** See {@link #parts(Set)}. */
  record Parts(Set<String> parts) implements Covered {
    public Parts {
      parts = Set.copyOf(parts);
    }

    @Override
    public Optional<Place> unread(String subject, Place place) {
      return withinReach(subject, place) ? Optional.empty() : Optional.of(place);
    }

    @Override
    public boolean withinReach(String subject, Place place) {
      return place.part().isEmpty() || parts.contains(place.part());
    }
  }

  /** See {@link #observed(Set, Set)}. */
  record Observed(Set<String> subjects, Set<String> parts) implements Covered {
    public Observed {
      subjects = Set.copyOf(subjects);
      parts = Set.copyOf(parts);
    }

    @Override
    public Optional<Place> unread(String subject, Place place) {
      return subjects.contains(subject) && withinReach(subject, place)
          ? Optional.empty()
          : Optional.of(place);
    }

    @Override
    public boolean withinReach(String subject, Place place) {
      return place.part().isEmpty() || parts.contains(place.part());
    }
  }

  /** See {@link #rows(TimeSpan, List)}. */
  record Rows(TimeSpan reach, List<Place> read) implements Covered {
    public Rows {
      read = List.copyOf(read);
    }

    @Override
    public Optional<Place> unread(String subject, Place place) {
      return of(place.part()).map(place::beyond).orElse(Optional.of(place));
    }

    @Override
    public boolean withinReach(String subject, Place place) {
      return place
          .times()
          .map(times -> !times.from().isBefore(reach.from()))
          .orElse(of(place.part()).isPresent());
    }

    private Optional<Place> of(String part) {
      return read.stream().filter(one -> one.part().equals(part)).findFirst();
    }
  }

  /** See {@link #except(Set)}. */
  record Except(Covered most, Set<String> subjects) implements Covered {
    public Except {
      subjects = Set.copyOf(subjects);
    }

    @Override
    public Optional<Place> unread(String subject, Place place) {
      return subjects.contains(subject) ? Optional.of(place) : most.unread(subject, place);
    }

    @Override
    public boolean withinReach(String subject, Place place) {
      return most.withinReach(subject, place);
    }
  }

  /** See {@link #ending(Set)}. */
  record Ending(Covered most, Set<String> subjects) implements Covered {
    public Ending {
      subjects = Set.copyOf(subjects);
    }

    @Override
    public Optional<Place> unread(String subject, Place place) {
      return most.except(subjects).unread(subject, place);
    }

    @Override
    public boolean withinReach(String subject, Place place) {
      return !subjects.contains(subject) && most.withinReach(subject, place);
    }
  }
}
