package org.esgrima.studio.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Who may ask. On loopback everybody on this machine may, but no page of another site: a name that
 * its owner points at 127.0.0.1 (DNS rebinding) shows in {@code Host}, a form or script of another
 * page (cross-site request forgery) in {@code Origin} and {@code Sec-Fetch-Site}. On any other
 * address every request needs the token, too.
 */
public final class Guard {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
  private static final String COOKIE = "esgrima-token";
  private static final int TOKEN_BYTES = 24;

  private final Set<String> names;
  private final Optional<String> token;

  private Guard(Set<String> names, Optional<String> token) {
    this.names = Set.copyOf(names);
    this.token = token;
  }

  /** For a server on loopback. */
  public static Guard loopback() {
    return new Guard(LOOPBACK, Optional.empty());
  }

  /**
   * For a server that others can reach: with a new token.
   *
   * @param names names under which this server is reached; addresses in digits always count
   */
  public static Guard withToken(Set<String> names) {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    return new Guard(names, Optional.of(token));
  }

  /** The guard that fits an address to listen on. */
  public static Guard of(InetAddress address, Set<String> names) {
    return address.isLoopbackAddress() ? loopback() : withToken(names);
  }

  /** The token that visitors need; empty on loopback. */
  public Optional<String> token() {
    return token;
  }

  /**
   * Lets a request pass or not.
   *
   * @throws HttpError 403 or 401
   */
  void check(String method, String path, String query, HttpFields headers) {
    String host = header(headers, "Host");
    requireHost(host);
    requireOwnPage(method, path, host, headers);
    if (token.isPresent() && !hasToken(headers) && tokenIn(query).isEmpty()) {
      throw HttpError.unknownVisitor();
    }
  }

  private void requireHost(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    boolean known =
        names.contains(name)
            || (token.isPresent() && (LOOPBACK.contains(name) || ADDRESS.matcher(name).matches()));
    if (!known) {
      throw HttpError.forbidden(
          "this server is not called %s: use the address that it printed%s"
              .formatted(
                  name.isEmpty() ? "that" : name,
                  token.isPresent() ? ", or start it with --name" : ""));
    }
  }

  private static void requireOwnPage(String method, String path, String host, HttpFields headers) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    String origin = header(headers, "Origin");
    if (!origin.isEmpty()
        && !origin.equalsIgnoreCase("http://" + host)
        && !origin.equalsIgnoreCase("https://" + host)) {
      throw HttpError.forbidden("requests of other pages are not followed (Origin " + origin + ")");
    }
    String site = header(headers, "Sec-Fetch-Site");
    boolean foreign = site.equals("cross-site") || site.equals("same-site");
    // A link on another page may lead here; its scripts and pictures may not.
    boolean link = reads && header(headers, "Sec-Fetch-Mode").equals("navigate");
    if (foreign && !link) {
      throw HttpError.forbidden("requests of other pages are not followed (" + path + ")");
    }
  }

  private boolean hasToken(HttpFields headers) {
    String bearer = header(headers, "Authorization");
    if (bearer.startsWith("Bearer ") && isToken(bearer.substring("Bearer ".length()).strip())) {
      return true;
    }
    for (HttpField field : headers) {
      if (field.getName().equalsIgnoreCase("Cookie") && field.getValue() != null) {
        for (String part : field.getValue().split(";", -1)) {
          String[] pair = part.strip().split("=", 2);
          if (pair.length == 2 && pair[0].equals(COOKIE) && isToken(pair[1])) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isToken(String text) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8),
        token.orElseThrow().getBytes(StandardCharsets.UTF_8));
  }

  /** The right token in the query of the printed address, to be swapped for a cookie. */
  Optional<String> tokenIn(String query) {
    if (query == null || token.isEmpty()) {
      return Optional.empty();
    }
    for (String part : query.split("&", -1)) {
      if (part.startsWith("token=") && isToken(part.substring("token=".length()))) {
        return token;
      }
    }
    return Optional.empty();
  }

  /** The header that gives a browser the token, for as long as it is open. */
  static String cookie(String token) {
    return COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
  }

  private static String header(HttpFields headers, String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }
}
