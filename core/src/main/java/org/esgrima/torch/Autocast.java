package org.esgrima.torch;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Mixed precision on this thread until it is closed: convolutions and products of matrices take
 * bfloat16 and give bfloat16, everything else computes in the wider of the types that it is given.
 *
 * <p>Operands in float32 are rounded on the way in; tensors in float64 are left alone. Gradients
 * come back in the type of what they are taken by, so that weights in float32 have gradients in
 * float32. Close it in the method that opened it.
 *
 * <p>bfloat16 has float32's range and 8 bits of precision, so that gradients need no scaling
 * (Kalamkar et al. 2019, arXiv 1905.12322).
 */
public final class Autocast implements AutoCloseable {
  private static final DeviceType[] DEVICES = {DeviceType.CPU, DeviceType.CUDA};

  static {
    Native.load();
  }

  private final boolean[] before = new boolean[DEVICES.length];
  private final boolean cached;

  private Autocast(boolean enabled) {
    // Its entries would outlive the scopes of the weights; each weight is cast once a pass anyway.
    cached = torch.is_autocast_cache_enabled();
    torch.set_autocast_cache_enabled(false);
    for (int i = 0; i < DEVICES.length; i++) {
      before[i] = torch.is_autocast_enabled(DEVICES[i]);
      torch.set_autocast_dtype(DEVICES[i], ScalarType.BFloat16);
      torch.set_autocast_enabled(DEVICES[i], enabled);
    }
  }

  /** Rounds what goes into convolutions and products of matrices to bfloat16. */
  public static Autocast bfloat16() {
    return new Autocast(true);
  }

  /** Rounds nothing, within another one that does. */
  public static Autocast none() {
    return new Autocast(false);
  }

  @Override
  public void close() {
    for (int i = 0; i < DEVICES.length; i++) {
      torch.set_autocast_enabled(DEVICES[i], before[i]);
    }
    torch.set_autocast_cache_enabled(cached);
  }
}
