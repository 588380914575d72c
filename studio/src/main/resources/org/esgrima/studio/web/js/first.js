// Runs before the first paint, so that the page never flashes in the wrong colours or language.
(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
    var language = localStorage.getItem("language");
    if (language) document.documentElement.lang = language;
  } catch (e) {
    // A browser that forbids storage simply follows the system.
    document.documentElement.dataset.storage = "none";
  }
})();
