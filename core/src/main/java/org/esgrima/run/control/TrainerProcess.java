package org.esgrima.run.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, so that another one can tell whether it still lives.
 *
 * @param pid its number, which another process may have after it
 * @param startedMillis when it was started, milliseconds since 1970 UTC, as the operating system
 *     says; 0 where it does not
 * @param host the machine's name; {@code unknown} where it has none
 */
public record TrainerProcess(
    @JsonProperty(required = true) long pid,
    @JsonProperty(required = true) long startedMillis,
    @JsonProperty(required = true) String host) {
  /** From so many milliseconds without a heartbeat on, a process of another machine is gone. */
  public static final long SILENCE_MILLIS = 15_000;

  private static final String HOST = hostName();

  /** This process. */
  public static TrainerProcess current() {
    ProcessHandle self = ProcessHandle.current();
    return new TrainerProcess(self.pid(), started(self), HOST);
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  // Not HOSTNAME, which only some shells hand on; and a name service may take seconds.
  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException noLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "unknown"; // a machine without a name; the heartbeat tells
      }
    }
  }

  /**
   * Whether the process lives: by the operating system's word where it runs on this machine, by its
   * heartbeat otherwise.
   *
   * @param silenceMillis since the last heartbeat
   */
  boolean lives(long silenceMillis) {
    if (!host.equals(HOST) || startedMillis == 0) {
      return silenceMillis < SILENCE_MILLIS;
    }
    Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return found.isPresent() && started(found.get()) == startedMillis;
  }
}
