package org.esgrima.data.image;

/**
 * The pixels of one image: 8-bit values of shape [C,H,W] in [0, 255], C = 1 (gray) or 3 (red,
 * green, blue), gamma-encoded as in the file (sRGB).
 *
 * <p>The array is shared, not copied; who holds a {@code Pixels} does not write to it.
 */
public final class Pixels {
  private final int channels;
  private final int height;
  private final int width;
  private final byte[] values;

  /**
   * Wraps an array.
   *
   * @param values [C,H,W], row by row, channel by channel
   * @throws IllegalArgumentException if the length does not fit or there are not 1 or 3 channels
   */
  public Pixels(int channels, int height, int width, byte[] values) {
    if ((channels != 1 && channels != 3)
        || values.length != Math.multiplyExact(Math.multiplyExact(channels, height), width)) {
      throw new IllegalArgumentException(
          values.length + " values for shape [" + channels + "," + height + "," + width + "]");
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** 1 for gray, 3 for red, green, blue. */
  public int channels() {
    return channels;
  }

  /** Number of rows. */
  public int height() {
    return height;
  }

  /** Number of columns. */
  public int width() {
    return width;
  }

  /** The values themselves, [C,H,W]; not a copy. */
  public byte[] values() {
    return values;
  }

  /** One value as a number from 0 to 255. */
  public int at(int channel, int y, int x) {
    return values[(channel * height + y) * width + x] & 0xFF;
  }

  /**
   * These pixels with the wanted number of channels: gray is repeated three times; colour becomes
   * luma, Y' = 0.299 R + 0.587 G + 0.114 B on the encoded values, rounded to nearest (ITU-R BT.601,
   * section 2.5.1).
   *
   * @param wanted 1 or 3
   */
  public Pixels withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    int plane = height * width;
    byte[] converted = new byte[wanted * plane];
    if (channels == 1) {
      for (int c = 0; c < wanted; c++) {
        System.arraycopy(values, 0, converted, c * plane, plane);
      }
    } else {
      for (int i = 0; i < plane; i++) {
        int red = values[i] & 0xFF;
        int green = values[plane + i] & 0xFF;
        int blue = values[2 * plane + i] & 0xFF;
        converted[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      }
    }
    return new Pixels(wanted, height, width, converted);
  }
}
