package org.esgrima.data;

import org.esgrima.data.image.Pixels;

/** Small gray pictures by which images are compared. */
final class Thumbnail {
  /** Width and height of the pictures that are correlated. */
  static final int SIDE = 16;

  // Neighbours must differ visibly, or noise in flat areas would decide the bits.
  private static final int VISIBLE = 3;

  private Thumbnail() {}

  /**
   * Luma [rows,columns], each the mean of the area under it, whatever the image's proportions;
   * pixels on a border count with the share that lies inside.
   */
  static byte[] gray(Pixels image, int rows, int columns) {
    Pixels gray = image.withChannels(1);
    int height = gray.height();
    int width = gray.width();
    // In units of 1/rows and 1/columns of a pixel everything is a whole number.
    long area = (long) height * width;
    long[] sums = new long[rows * columns];
    long[] rowSums = new long[columns];
    for (int y = 0; y < height; y++) {
      for (int c = 0; c < columns; c++) {
        rowSums[c] = 0;
        for (int x = c * width / columns; x * columns < (c + 1) * width; x++) {
          rowSums[c] += overlap(x, columns, c, width) * gray.at(0, y, x);
        }
      }
      for (int r = y * rows / height; r * height < (y + 1) * rows; r++) {
        for (int c = 0; c < columns; c++) {
          sums[r * columns + c] += overlap(y, rows, r, height) * rowSums[c];
        }
      }
    }
    byte[] means = new byte[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (byte) ((sums[i] + area / 2) / area);
    }
    return means;
  }

  /** The common length of pixel {@code [p·cells, (p+1)·cells)} and cell {@code [c·n, (c+1)·n)}. */
  private static long overlap(int pixel, int cells, int cell, int pixels) {
    int from = Math.max(pixel * cells, cell * pixels);
    int to = Math.min((pixel + 1) * cells, (cell + 1) * pixels);
    return (long) to - from;
  }

  /**
   * The difference hash: 8 rows of 9 means; bit 8 r + c is set where mean (r, c + 1) is brighter
   * than mean (r, c) by at least 3 levels. After N. Krawetz, "Kind of Like That", 2013.
   */
  static long differenceHash(Pixels image) {
    byte[] means = gray(image, 8, 9);
    long hash = 0;
    for (int r = 0; r < 8; r++) {
      for (int c = 0; c < 8; c++) {
        int difference = (means[9 * r + c + 1] & 0xFF) - (means[9 * r + c] & 0xFF);
        if (difference >= VISIBLE) {
          hash |= 1L << (8 * r + c);
        }
      }
    }
    return hash;
  }

  /** The mean of every channel as 0xRRGGBB; gray counts as three equal channels. */
  static int meanColour(Pixels image) {
    int plane = image.height() * image.width();
    int colour = 0;
    for (int c = 0; c < 3; c++) {
      int from = (image.channels() == 3 ? c : 0) * plane;
      long sum = 0;
      for (int i = from; i < from + plane; i++) {
        sum += image.values()[i] & 0xFF;
      }
      colour = (colour << 8) | (int) ((sum + plane / 2) / plane);
    }
    return colour;
  }

  /**
   * Pearson's correlation of two {@value #SIDE}×{@value #SIDE} thumbnails that start at {@code a}
   * and {@code b}; two flat ones (standard deviation below 2 levels) count as 1, one flat one as 0.
   */
  static double correlation(byte[] thumbnails, int a, int b) {
    int n = SIDE * SIDE;
    long sumA = 0;
    long sumB = 0;
    long squareA = 0;
    long squareB = 0;
    long product = 0;
    for (int i = 0; i < n; i++) {
      int valueA = thumbnails[a + i] & 0xFF;
      int valueB = thumbnails[b + i] & 0xFF;
      sumA += valueA;
      sumB += valueB;
      squareA += (long) valueA * valueA;
      squareB += (long) valueB * valueB;
      product += (long) valueA * valueB;
    }
    double varianceA = (squareA - (double) sumA * sumA / n) / n;
    double varianceB = (squareB - (double) sumB * sumB / n) / n;
    if (varianceA < 4 || varianceB < 4) {
      return varianceA < 4 && varianceB < 4 ? 1 : 0;
    }
    double covariance = (product - (double) sumA * sumB / n) / n;
    return covariance / Math.sqrt(varianceA * varianceB);
  }
}
