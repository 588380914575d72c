package org.esgrima.torch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.esgrima.InputException;

/**
 * A libtorch that is on the machine, in the place of the one from Maven Central, which computes on
 * processors only: that of a PyTorch for CUDA, for example.
 *
 * <p>Its directory is named by the system property {@value #PROPERTY} or the environment variable
 * {@value #VARIABLE}. The Java bindings are those of Esgrima's own version: another one may lack
 * what they call. Known to work are PyTorch 2.10 and 2.11.
 */
final class InstalledLibtorch {
  static final String PROPERTY = "esgrima.libtorch";
  static final String VARIABLE = "ESGRIMA_LIBTORCH";

  /** Opened one after the other, so that each finds what it needs; those for CUDA may be absent. */
  private static final List<String> NEEDED = List.of("c10", "torch_cpu");

  private static final List<String> FOR_CUDA = List.of("c10_cuda", "torch_cuda");

  private InstalledLibtorch() {}

  /**
   * Opens it, where one is named, and has JavaCPP take its libraries from there.
   *
   * @throws InputException if the directory holds no libtorch that the system can open
   */
  static void open() {
    String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    if (named == null || named.isEmpty()) {
      return;
    }
    Path directory = Path.of(named).toAbsolutePath().normalize();
    requireThere(directory, named);
    System.setProperty("org.bytedeco.javacpp.platform.preloadpath", directory.toString());
    System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
    Stream.concat(NEEDED.stream(), FOR_CUDA.stream())
        .map(library -> file(directory, library))
        .filter(Files::exists)
        .forEach(InstalledLibtorch::load);
  }

  private static void requireThere(Path directory, String named) {
    for (String library : NEEDED) {
      if (!Files.exists(file(directory, library))) {
        throw new InputException(
            "no libtorch there",
            VARIABLE,
            "a directory with " + file(directory, library).getFileName(),
            named,
            "Name the directory lib of a PyTorch or libtorch");
      }
    }
  }

  private static void load(Path library) {
    try {
      System.load(library.toString());
    } catch (UnsatisfiedLinkError e) {
      throw new InputException(
          "the system cannot open this libtorch",
          VARIABLE,
          "one that was built for this system",
          e.getMessage(),
          "Name the directory lib of another PyTorch, or unset it");
    }
  }

  private static Path file(Path directory, String library) {
    return directory.resolve(System.mapLibraryName(library));
  }
}
