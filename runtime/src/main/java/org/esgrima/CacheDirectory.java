package org.esgrima;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where files that can be fetched again are kept for the user, as each platform wants it. */
public final class CacheDirectory {
  private CacheDirectory() {}

  /**
   * The user's cache directory of Esgrima; not created here. {@code $XDG_CACHE_HOME/esgrima} if
   * that is set; otherwise {@code ~/.cache/esgrima} on Linux, {@code ~/Library/Caches/esgrima} on
   * macOS, {@code %LOCALAPPDATA%\esgrima\cache} on Windows.
   */
  public static Path ofUser() {
    return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  static Path of(Map<String, String> environment, String system, String home) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The XDG specification tells to ignore relative paths.
    if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "esgrima");
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return Path.of(home, "Library", "Caches", "esgrima");
    }
    String local = environment.getOrDefault("LOCALAPPDATA", "");
    if (name.startsWith("windows") && !local.isEmpty()) {
      return Path.of(local, "esgrima", "cache");
    }
    return Path.of(home, ".cache", "esgrima");
  }
}
