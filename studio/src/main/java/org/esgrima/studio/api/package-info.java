/**
 * The HTTP interface: one class for each group of addresses of {@code openapi.yaml}.
 *
 * <p>Read first: {@link org.esgrima.studio.api.RunRoutes}.
 */
package org.esgrima.studio.api;
