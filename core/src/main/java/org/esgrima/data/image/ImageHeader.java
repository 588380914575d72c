package org.esgrima.data.image;

/**
 * What a file says about its image before any pixel is decoded.
 *
 * @param format the file format
 * @param width columns, after the EXIF orientation
 * @param height rows, after the EXIF orientation
 * @param channels 1 if the image is gray (also: a palette of grays), 3 if it is colour
 * @param alpha whether it has transparency
 * @param bits bits of one channel as stored: 8 or 16; palettes and fewer bits count as 8
 */
public record ImageHeader(
    ImageFormat format, int width, int height, int channels, boolean alpha, int bits) {
  /** The size in words: {@code 640x480}, width first as image programs say it. */
  public String size() {
    return width + "x" + height;
  }
}
