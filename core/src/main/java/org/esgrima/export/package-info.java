/**
 * Generators to and from other programs. {@link org.esgrima.export.GeneratorExport} writes them;
 * {@link org.esgrima.export.ForeignGenerator} reads those of the reference implementations.
 */
package org.esgrima.export;
