package org.esgrima.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.esgrima.InputException;

/** ONNX Runtime itself, loaded once for the process. */
final class OnnxEnvironment {
  // Loading ONNX Runtime 1.29 takes almost 1 MB of stack: on a thread of the usual size that is
  // some calls deep, it ends the whole process. Sessions and their runs take little.
  private static final long STACK = 16L << 20;

  private static final CompletableFuture<OrtEnvironment> INSTANCE = start();

  private OnnxEnvironment() {}

  private static CompletableFuture<OrtEnvironment> start() {
    CompletableFuture<OrtEnvironment> result = new CompletableFuture<>();
    Thread loader = new Thread(null, () -> load(result), "esgrima-onnxruntime", STACK);
    loader.setDaemon(true);
    loader.start();
    return result;
  }

  private static void load(CompletableFuture<OrtEnvironment> result) {
    try {
      OnnxLibraries.announce();
      OrtEnvironment environment = OrtEnvironment.getEnvironment("esgrima");
      environment.setTelemetry(false);
      result.complete(environment);
    } catch (OrtException | RuntimeException | LinkageError e) {
      result.completeExceptionally(e);
    }
  }

  /**
   * The environment.
   *
   * @throws UnsatisfiedLinkError if ONNX Runtime does not run on this machine
   * @throws InputException if the user looks for it where it is not
   */
  static OrtEnvironment get() {
    try {
      return INSTANCE.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof InputException wrongPlace) {
        throw wrongPlace;
      }
      UnsatisfiedLinkError error =
          new UnsatisfiedLinkError(String.valueOf(e.getCause().getMessage()));
      error.initCause(e.getCause());
      throw error;
    }
  }
}
