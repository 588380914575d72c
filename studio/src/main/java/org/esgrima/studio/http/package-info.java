/**
 * The web server: routes, guards, static files, event streams. It knows HTTP and nothing of runs.
 *
 * <p>Read first: {@link org.esgrima.studio.http.Routes}, {@link org.esgrima.studio.http.Guard}.
 */
package org.esgrima.studio.http;
