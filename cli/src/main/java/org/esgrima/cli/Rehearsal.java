package org.esgrima.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.esgrima.studio.Studio;
import org.esgrima.studio.StudioSettings;
import org.esgrima.studio.jobs.Launcher;

/**
 * Does in small what most commands do. The script {@code esgrima} runs it once after it has built,
 * with {@code -XX:ArchiveClassesAtExit}: every later start takes the classes from that archive
 * instead of reading and checking them anew.
 */
final class Rehearsal {
  private static final List<String> PAGES =
      List.of("", "js/main.js", "lang/en.json", "api/about", "api/runs", "api/settings");

  private Rehearsal() {}

  /** Rehearses in an empty directory, whose content nobody needs. */
  public static void main(String[] args) throws IOException {
    Path runs = Path.of(args[0]);
    Terminal terminal = Terminal.ofProcess();
    int status =
        Main.run(
            terminal,
            "train",
            "--runs=" + runs,
            "--steps=1",
            "--tick-steps=1",
            "--batch=8",
            "--architecture.width=8",
            "--preview=4",
            "--best-samples=16",
            "--threads=1",
            "--quiet");
    Path run = runs.resolve("00000-digits");
    // The first call exports the run, the others take the way of all later ones.
    for (String out : List.of("one.png", "two.png", "many")) {
      if (status == 0) {
        status =
            Main.run(
                terminal, "generate", run.toString(), "--count=4", "--out=" + runs.resolve(out));
      }
    }
    if (status == 0) {
      status = Main.run(terminal, "next", run.toString(), "--out=" + runs.resolve("next"));
    }
    try (Studio studio = Studio.open(StudioSettings.local(runs, 0, new Launcher(List.of(), "")))) {
      for (String page : PAGES) {
        try (InputStream in = URI.create(studio.address() + page).toURL().openStream()) {
          in.readAllBytes();
        }
      }
    }
    System.exit(status);
  }
}
