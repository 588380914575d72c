package org.esgrima.studio.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All addresses of a server but those of static files, in the order in which they are tried. */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  /** A route found, with the values of the parts in braces. */
  record Match(Route route, Map<String, String> values) {}

  /** Adds an address that is read and answers at once. */
  public Routes get(String template, Route.Simple handler) {
    return add(Route.now("GET", template, handler));
  }

  /** Adds an address that changes something and answers at once. */
  public Routes post(String template, Route.Simple handler) {
    return add(Route.now("POST", template, handler));
  }

  /** Adds an address. */
  public Routes add(Route route) {
    routes.add(route);
    return this;
  }

  /**
   * The same addresses, of which those with a part {@code {name}} take only one value for it.
   *
   * @param name of the part
   * @param value the only one
   */
  public Routes only(String name, String value) {
    Routes limited = new Routes();
    for (Route route : routes) {
      limited.add(
          new Route(
              route.method(),
              route.template(),
              call -> {
                String got = call.path(name);
                if (got != null && !got.equals(value)) {
                  throw HttpError.missing("only " + value + " is served here");
                }
                return route.handler().handle(call);
              }));
    }
    return limited;
  }

  /** All of them. */
  public List<Route> all() {
    return List.copyOf(routes);
  }

  /**
   * Finds the route of a request.
   *
   * @return empty if no address is like this path
   * @throws HttpError if one is, but by another method
   */
  Optional<Match> find(String method, String path) {
    List<Match> matches = new ArrayList<>();
    for (Route route : routes) {
      route.match(path).ifPresent(values -> matches.add(new Match(route, values)));
    }
    if (matches.isEmpty()) {
      return Optional.empty();
    }
    String asked = method.equals("HEAD") ? "GET" : method;
    return Optional.of(
        matches.stream()
            .filter(match -> match.route().method().equals(asked))
            .findFirst()
            .orElseThrow(
                () ->
                    HttpError.method(
                        matches.stream()
                            .map(match -> match.route().method())
                            .distinct()
                            .collect(Collectors.joining(", ")))));
  }
}
