package org.esgrima.torch;

import java.util.Locale;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.InputException;

/**
 * Where tensors live and are computed: the processor or a CUDA device.
 *
 * @param kind processor or CUDA
 * @param index number of the device, 0 for the processor
 */
public record Device(Kind kind, int index) {
  /** Kinds of devices. */
  public enum Kind {
    /** The processor and its memory. */
    CPU,
    /** An NVIDIA graphics processor; needs a libtorch for CUDA, see {@link InstalledLibtorch}. */
    CUDA
  }

  /** The processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  static {
    Native.load();
  }

  private static volatile Device current = CPU;

  /** Where tensors are made; {@link #CPU} after the start. */
  public static Device current() {
    return current;
  }

  /**
   * Makes all tensors there from now on, on every thread. What is computed from tensors stays where
   * they are, so that this decides where networks, samples and measures live.
   *
   * <p>On CUDA only such convolutions are used as give the same bits every time.
   */
  public static void use(Device device) {
    if (device.kind() == Kind.CUDA) {
      torch.globalContext().setDeterministicCuDNN(true);
    }
    current = device;
  }

  /**
   * Waits until all that was asked of the current device is computed. CUDA devices work behind the
   * program, which is told of a result before it is there; the processor does not.
   */
  public static void synchronize() {
    if (current.kind() == Kind.CUDA) {
      Native.run(() -> torch.cuda_synchronize(current.index()));
    }
  }

  /**
   * {@link System#nanoTime} once the device is done: what lies between two of them was computed.
   */
  public static long nanoTime() {
    synchronize();
    return System.nanoTime();
  }

  /**
   * Reads {@code cpu}, {@code cuda} or {@code cuda:1}.
   *
   * @throws InputException if the text names no device, or one that this machine does not have
   */
  public static Device parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("cpu")) {
      return CPU;
    }
    if (!lower.matches("cuda(:\\d{1,3})?")) {
      throw new InputException(
          "unknown device", "device", "cpu, cuda or cuda:N", text, "Choose one of these");
    }
    if (!torch.cuda_is_available()) {
      throw new InputException(
          "no CUDA device",
          "device",
          "a graphics processor and a libtorch for CUDA",
          "none that libtorch can use",
          "Use --device cpu, or name a libtorch for CUDA in ESGRIMA_LIBTORCH (docs/GPU.md)");
    }
    int colon = lower.indexOf(':');
    return new Device(Kind.CUDA, colon < 0 ? 0 : Integer.parseInt(lower.substring(colon + 1)));
  }

  org.bytedeco.pytorch.Device toNative() {
    return new org.bytedeco.pytorch.Device(toString());
  }

  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "cuda:" + index;
  }
}
