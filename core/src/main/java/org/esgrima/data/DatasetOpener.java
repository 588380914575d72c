package org.esgrima.data;

import java.util.function.Consumer;

/** Opens one kind of source, found by its name or recognised by its layout. */
@FunctionalInterface
interface DatasetOpener {
  /**
   * Opens the source.
   *
   * @param options may ask for a resolution and channels; an opener that does not heed them leaves
   *     that to {@link Datasets}, as it does {@code skip} and {@code take}
   * @param notices is told one line about each step that takes long
   */
  Dataset open(DataOptions options, Consumer<String> notices);
}
