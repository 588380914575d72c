package org.esgrima;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheDirectoryTest {
  @Test
  void followsThePlatform() {
    String home = Path.of("/home/ana").toString();
    assertThat(CacheDirectory.of(Map.of(), "Linux", home))
        .isEqualTo(Path.of(home, ".cache", "esgrima"));
    assertThat(CacheDirectory.of(Map.of(), "Mac OS X", home))
        .isEqualTo(Path.of(home, "Library", "Caches", "esgrima"));
    assertThat(CacheDirectory.of(Map.of("LOCALAPPDATA", "local"), "Windows 11", home))
        .isEqualTo(Path.of("local", "esgrima", "cache"));
    String cache = Path.of("").toAbsolutePath().toString();
    assertThat(CacheDirectory.of(Map.of("XDG_CACHE_HOME", cache), "Linux", home))
        .isEqualTo(Path.of(cache, "esgrima"));
    assertThat(CacheDirectory.of(Map.of("XDG_CACHE_HOME", "relative"), "Linux", home))
        .isEqualTo(Path.of(home, ".cache", "esgrima"));
  }
}
