package org.esgrima.torch;

import java.io.IOException;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;

/** Loads libtorch once and turns its exceptions into one readable line. */
final class Native {
  private static final String CXX_FRAMES = "\nException raised from";

  private Native() {}

  static {
    // JavaCPP kills a process whose resident memory passes 4 × the Java heap; tensors are native
    // memory, so that cap would end healthy runs (javacpp Pointer, "maxPhysicalBytes").
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    InstalledLibtorch.open();
    try {
      // All libraries must lie side by side before the first is opened: the dynamic linker would
      // otherwise mix in a libtorch that the operating system happens to have, and crash.
      Loader.cacheResources(
          org.bytedeco.pytorch.presets.torch.class,
          "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/");
    } catch (IOException e) {
      throw new TorchException(
          "libtorch cannot be unpacked to its cache directory: "
              + e.getMessage()
              + ". Free some disk space or choose a directory with"
              + " -Dorg.bytedeco.javacpp.cachedir=DIR.",
          e);
    }
    Loader.load(org.bytedeco.pytorch.global.torch.class);
    // Its waiting threads would keep OpenMP's from the cores; see Threads.
    openblas_full.openblas_set_num_threads(1);
  }

  /** Makes sure that libtorch is loaded; call it from the static initialiser of a public type. */
  static void load() {
    // The static initialiser does the work, exactly once.
  }

  /**
   * Runs a native call; a C++ exception comes out as {@link TorchException} with its first line.
   */
  static <T> T call(Supplier<T> nativeCall) {
    try {
      return nativeCall.get();
    } catch (TorchException e) {
      throw e;
    } catch (RuntimeException e) {
      throw readable(e);
    }
  }

  /** As {@link #call}, for calls without a result. */
  static void run(Runnable nativeCall) {
    try {
      nativeCall.run();
    } catch (TorchException e) {
      throw e;
    } catch (RuntimeException e) {
      throw readable(e);
    }
  }

  private static RuntimeException readable(RuntimeException e) {
    // JavaCPP wraps C++ exceptions in bare RuntimeExceptions; every subclass is a fault of Java
    // code.
    if (e.getClass() != RuntimeException.class || e.getMessage() == null) {
      return e;
    }
    String message = e.getMessage();
    int frames = message.indexOf(CXX_FRAMES);
    String text = frames < 0 ? message : message.substring(0, frames);
    return new TorchException(text.strip().replaceAll("\\s*\\R\\s*", " "), e);
  }
}
