/**
 * Files as such: element types and shapes, safetensors, npy, atomic writing.
 *
 * <p>Plain Java without tensors, so that loader threads and programs without libtorch can use it.
 * Start with {@link org.esgrima.io.Safetensors}, {@link org.esgrima.io.SafetensorsFile} and {@link
 * org.esgrima.io.AtomicFile}. This package depends on no other.
 */
package org.esgrima.io;
