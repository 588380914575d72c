/**
 * The studio: runs in the browser. A web server that reads run directories and starts the command
 * line as child processes; libtorch is never loaded here.
 *
 * <p>Read first: {@link org.esgrima.studio.Studio}, then {@code openapi.yaml} beside it.
 */
package org.esgrima.studio;
