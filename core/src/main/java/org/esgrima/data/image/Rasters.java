package org.esgrima.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** From the many in-memory forms of a decoded image to planar 8-bit gray or RGB. */
final class Rasters {
  private Rasters() {}

  /** 1 if every colour this model can show is gray, otherwise 3. */
  static int channels(ColorModel model) {
    if (model instanceof IndexColorModel palette) {
      for (int i = 0; i < palette.getMapSize(); i++) {
        int argb = palette.getRGB(i);
        int red = (argb >> 16) & 0xFF;
        int green = (argb >> 8) & 0xFF;
        int blue = argb & 0xFF;
        if (palette.getAlpha(i) != 0 && (red != green || green != blue)) {
          return 3;
        }
      }
      return 1;
    }
    return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY ? 1 : 3;
  }

  /**
   * Reads the stored numbers themselves. {@link BufferedImage#getRGB} would not do: it takes gray
   * for linear light and brightens it.
   */
  static Pixels pixels(BufferedImage image) {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return paletteColours(image.getRaster(), palette);
    }
    int type = model.getColorSpace().getType();
    if (type != ColorSpace.TYPE_GRAY && type != ColorSpace.TYPE_RGB) {
      throw new IllegalArgumentException("colour space type " + type);
    }
    if (model.isAlphaPremultiplied()) {
      image.coerceData(false);
    }
    return samples(image.getRaster(), image.getColorModel());
  }

  private static Pixels paletteColours(Raster raster, IndexColorModel palette) {
    int channels = channels(palette);
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] values = new byte[channels * height * width];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        int argb = palette.getRGB(row[x]);
        for (int c = 0; c < channels; c++) {
          int colour = (argb >> (16 - 8 * c)) & 0xFF;
          values[(c * height + y) * width + x] = overWhite(colour, argb >>> 24);
        }
      }
    }
    return new Pixels(channels, height, width, values);
  }

  private static Pixels samples(Raster raster, ColorModel model) {
    int channels = channels(model);
    int bands = raster.getNumBands();
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] values = new byte[channels * height * width];
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int c = 0; c < channels; c++) {
        int out = (c * height + y) * width;
        int bits = model.getComponentSize(c);
        if (!model.hasAlpha()) {
          for (int x = 0; x < width; x++) {
            values[out + x] = (byte) eightBits(row[x * bands + c], bits);
          }
        } else {
          int alphaBits = model.getComponentSize(bands - 1);
          for (int x = 0; x < width; x++) {
            int alpha = eightBits(row[x * bands + bands - 1], alphaBits);
            values[out + x] = overWhite(eightBits(row[x * bands + c], bits), alpha);
          }
        }
      }
    }
    return new Pixels(channels, height, width, values);
  }

  /** Scales 0 … 2^bits - 1 to 0 … 255, rounded to nearest. */
  private static int eightBits(int sample, int bits) {
    if (bits == 8) {
      return sample;
    }
    int max = (1 << bits) - 1;
    return (int) ((sample * 255L + max / 2) / max);
  }

  private static byte overWhite(int colour, int alpha) {
    return (byte) ((colour * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}
