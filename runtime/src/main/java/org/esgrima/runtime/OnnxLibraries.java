package org.esgrima.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esgrima.CacheDirectory;
import org.esgrima.InputException;

/**
 * ONNX Runtime's native libraries, unpacked once into the user's cache directory. Left to itself,
 * ONNX Runtime unpacks them, 28 MB on Linux, in every process and deletes them at its end.
 */
final class OnnxLibraries {
  // Names as in ai.onnxruntime.OnnxRuntime 1.29 and in its jar.
  private static final String PROPERTY = "onnxruntime.native.path";
  private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

  private OnnxLibraries() {}

  /**
   * Tells ONNX Runtime where they are, before it is loaded. Nothing happens where the user has told
   * it already, where this platform has none, or where they cannot be kept: it unpacks them by
   * itself then.
   *
   * @throws InputException if they are not where the user says
   */
  static void announce() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      require(Path.of(told), System.mapLibraryName("%s"));
      return;
    }
    kept(CacheDirectory.ofUser(), platform(), System.mapLibraryName("%s"))
        .ifPresent(directory -> System.setProperty(PROPERTY, directory.toString()));
  }

  /**
   * Refuses a directory without the libraries, but for those that ONNX Runtime is told to skip.
   *
   * @param fileName of a library on the platform, with %s for its name
   */
  static void require(Path directory, String fileName) {
    for (String name : NAMES) {
      Path file = directory.resolve(fileName.formatted(name));
      if (!skipped(name) && !Files.isRegularFile(file)) {
        throw new InputException(
            "no ONNX Runtime there",
            "-D" + PROPERTY,
            "a directory with " + file.getFileName(),
            directory,
            "Leave this Java option out to take the one that comes with Esgrima");
      }
    }
  }

  /** Whether the user loads this one by other means, as ONNX Runtime allows. */
  private static boolean skipped(String name) {
    return Boolean.getBoolean("onnxruntime.native." + name + ".skip");
  }

  /** As ONNX Runtime's jar names platforms, for example {@code linux-x64}. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "osx" : system.startsWith("windows") ? "win" : "linux")
        + "-"
        + (machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine);
  }

  /**
   * The directory with the libraries, which are unpacked if they are not there or not whole.
   *
   * @param cache the user's cache directory
   * @param fileName of a library on the platform, with %s for its name
   * @return empty if there are none for the platform or if they cannot be written
   */
  static Optional<Path> kept(Path cache, String platform, String fileName) {
    if (!cache.isAbsolute()) {
      return Optional.empty(); // of a user without a home, as in some containers
    }
    String version =
        Optional.ofNullable(OrtEnvironment.class.getPackage().getImplementationVersion())
            .orElse("unknown");
    Path directory = cache.resolve("onnxruntime-%s-%s".formatted(version, platform));
    try {
      for (String name : NAMES) {
        String file = fileName.formatted(name);
        URL packed =
            OrtEnvironment.class.getResource(
                "/ai/onnxruntime/native/%s/%s".formatted(platform, file));
        if (packed == null) {
          return Optional.empty();
        }
        keep(packed, directory.resolve(file));
      }
      return Optional.of(directory);
    } catch (IOException e) {
      return Optional.empty(); // as on a read-only disk: ONNX Runtime has its own way
    }
  }

  private static void keep(URL packed, Path file) throws IOException {
    URLConnection connection = packed.openConnection();
    if (Files.exists(file) && Files.size(file) == connection.getContentLengthLong()) {
      return;
    }
    Files.createDirectories(file.getParent());
    // Others may do the same at this moment: each writes a file of its own, and the last one stays.
    Path part = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
    try {
      try (InputStream in = connection.getInputStream()) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
