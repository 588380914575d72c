package org.esgrima.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.esgrima.InputException;
import org.esgrima.studio.Studio;
import org.esgrima.studio.StudioSettings;
import org.esgrima.studio.jobs.Launcher;
import picocli.CommandLine.Option;

/** What {@code studio} and {@code serve} have in common: where they listen, how they end. */
final class ServerOptions {
  private static final int LAST_PORT = 65_535;

  // The child processes get what the launcher script gives to this one; a test compares them.
  static final List<String> JAVA =
      List.of(
          "-Xms64m",
          "-Xmx1g",
          "-Xmn16m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "-XX:-SegmentedCodeCache",
          "-XX:InitialCodeCacheSize=24m",
          "-Djava.awt.headless=true",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 takes any that is free (7007).")
  private int port = 7007;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on (127.0.0.1). On any that others can reach, every request needs the"
              + " token that is printed at the start; traffic is not encrypted.")
  private String host = "127.0.0.1";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "A further name under which the server is reached on such an address; may be given more"
              + " than once.")
  private List<String> names = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads that make pictures; 0 for all cores (0).")
  private int threads;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      description = "Requests for pictures that may wait; further ones are refused (256).")
  private int waiting = StudioSettings.WAITING;

  @Option(
      names = "--dry-run",
      description = "Listen, print the address and end at once, to see whether it works.")
  private boolean dryRun;

  StudioSettings settings(Path runs, Optional<String> only, int trainers, Terminal terminal) {
    require(port >= 0 && port <= LAST_PORT, "--port", "0 to " + LAST_PORT, port);
    require(threads >= 0 && threads <= 1_024, "--threads", "0 to 1024", threads);
    require(waiting >= 1 && waiting <= 10_000, "--waiting", "1 to 10000", waiting);
    require(trainers >= 1 && trainers <= 64, "--trainers", "1 to 64", trainers);
    return new StudioSettings(
        runs,
        only,
        new InetSocketAddress(address(), port),
        known(),
        launcher(terminal),
        trainers,
        threads,
        waiting);
  }

  private static void require(boolean right, String option, String expected, int got) {
    if (!right) {
      throw new InputException("unusable value", option, expected, got, "Change it");
    }
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new InputException(
          "unknown address",
          "--host",
          "an address of this machine, such as 127.0.0.1 or 0.0.0.0",
          host,
          "Leave it out to be seen by this machine only",
          e);
    }
  }

  private Set<String> known() {
    Set<String> known = new LinkedHashSet<>();
    names.forEach(name -> known.add(name.toLowerCase(Locale.ROOT)));
    known.add(host.toLowerCase(Locale.ROOT));
    if (address().isLoopbackAddress()) {
      return known; // this machine's name leads elsewhere, and asking for it may take long
    }
    try {
      known.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
    } catch (UnknownHostException e) {
      return known; // a machine without a name is reached by its address
    }
    return known;
  }

  private static Launcher launcher(Terminal terminal) {
    List<String> options = new ArrayList<>(JAVA);
    String archive = System.getProperty("esgrima.archive");
    if (archive != null) {
      options.addAll(List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off"));
    }
    String more = System.getenv("ESGRIMA_JAVA_OPTIONS");
    if (more != null && !more.isBlank()) {
      options.addAll(List.of(more.strip().split("\\s+")));
    }
    return Launcher.ofThisJava(Main.class.getName(), options, terminal.command());
  }

  /** Serves until Ctrl-C. */
  int serve(Studio studio, String what, Terminal terminal) {
    try (studio;
        Interrupt interrupt = new Interrupt(studio::close)) {
      terminal.say(what + ": " + studio.address());
      if (!dryRun) {
        terminal.say("Ctrl-C ends it.");
        studio.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
