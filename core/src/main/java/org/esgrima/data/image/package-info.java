/**
 * Image files as such: which formats are read, how their pixels become 8-bit gray or RGB, how they
 * are cropped and resized, and where the files come from (a folder or a ZIP archive).
 *
 * <p>Start with {@link org.esgrima.data.image.ImageDecoder} and {@link
 * org.esgrima.data.image.Resize}; together they are the whole way from a file to a sample, and what
 * their documentation says is part of what a measured FID means. Everything works without a
 * display, writes nothing to disk and may be called from many threads. This package uses {@code
 * org.esgrima} only and knows nothing of data sets.
 */
package org.esgrima.data.image;
