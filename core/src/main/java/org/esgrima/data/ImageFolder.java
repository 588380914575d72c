package org.esgrima.data;

import java.nio.file.Path;
import org.esgrima.data.image.FolderSource;

/**
 * A folder of images: flat, or one sub-folder for each class, whose name is the name of the class.
 *
 * <p>Images are found in sub-folders of any depth and sorted by their relative names. Hidden files
 * and files that do not end like an image ({@code .txt}, {@code .csv} …) are ignored; a file that
 * ends like an image and is none is an error.
 */
public final class ImageFolder extends ImageFiles {
  private ImageFolder(Path folder, int resolution, int channels) {
    super(FolderSource.of(folder), resolution, channels);
  }

  /**
   * Opens a folder.
   *
   * @param resolution width and height of the samples in pixels: images are cropped at the centre
   *     and resized; 0 keeps them as they are, which needs images of one size
   * @param channels 1 makes all gray, 3 makes all colour; 0 means 3 if any image is colour, else 1
   * @throws org.esgrima.InputException if there is no image, one cannot be read, or sizes differ
   */
  public static ImageFolder open(Path folder, int resolution, int channels) {
    return new ImageFolder(folder, resolution, channels);
  }
}
