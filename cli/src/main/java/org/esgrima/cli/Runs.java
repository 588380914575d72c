package org.esgrima.cli;

import java.nio.file.Path;

/** Runs that the user names. */
final class Runs {
  /** Stands for a run that was not named: opening it fails and lists those that there are. */
  static final Path MISSING = Path.of("runs", "RUN");

  private Runs() {}
}
