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
    /** An NVIDIA graphics processor; needs libtorch's GPU artifacts on the class path. */
    CUDA
  }

  /** The processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  static {
    Native.load();
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
          "a CUDA device and libtorch's GPU artifacts",
          "libtorch for the processor only",
          "Use --device cpu, or put the GPU artifacts of libtorch on the class path");
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
