package org.esgrima.studio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.esgrima.studio.jobs.Launcher;

/**
 * What a studio is to be.
 *
 * @param runs the folder of the runs; need not exist yet
 * @param only the one run whose generator is served, and nothing else; empty for the whole studio
 * @param address where to listen; port 0 takes a free one
 * @param names names under which the server is reached, where it is not on loopback; addresses in
 *     digits always count
 * @param launcher how the command line is called
 * @param trainers most trainers at the same time
 * @param threads processor threads of one batch of pictures; 0 for all cores
 * @param waiting requests for pictures that may wait
 */
public record StudioSettings(
    Path runs,
    Optional<String> only,
    InetSocketAddress address,
    Set<String> names,
    Launcher launcher,
    int trainers,
    int threads,
    int waiting) {
  /** Trainers at the same time. */
  public static final int TRAINERS = 4;

  /** Requests for pictures that may wait. */
  public static final int WAITING = 256;

  /** Copies the set. */
  public StudioSettings {
    names = Set.copyOf(names);
  }

  /** A studio on loopback with the usual limits. */
  public static StudioSettings local(Path runs, int port, Launcher launcher) {
    return new StudioSettings(
        runs,
        Optional.empty(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Set.of(),
        launcher,
        TRAINERS,
        0,
        WAITING);
  }

  /** The same that serves one run only. */
  public StudioSettings serving(String run) {
    return new StudioSettings(
        runs, Optional.of(run), address, names, launcher, trainers, threads, waiting);
  }
}
