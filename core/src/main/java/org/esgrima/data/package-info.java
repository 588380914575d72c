/**
 * Real samples: readers of published sets and of the user's own images, drawn sets, and the way
 * from there to batches.
 *
 * <p>Start with {@link org.esgrima.data.Dataset}, what every set is; {@link
 * org.esgrima.data.Datasets}, the one door to all of them; and {@link org.esgrima.data.Loader},
 * which reads batches ahead. Images are unsigned bytes in [0, 255] here; scaling to [-1, 1] is the
 * trainer's.
 *
 * <p>This package uses {@code io} only, never tensors, so that loader threads and programs without
 * libtorch can use it.
 */
package org.esgrima.data;
