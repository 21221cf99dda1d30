// "/" goes to the search box; j and k go through the results; Enter opens the one gone to.
export function keys() {
  const hits = [...document.querySelectorAll(".hits > li")];
  let at = -1;

  const go = (to) => {
    if (to < 0 || to >= hits.length) return;
    hits[at]?.removeAttribute("aria-current");
    at = to;
    hits[at].setAttribute("aria-current", "true");
    hits[at].querySelector("h2 a").focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    if (event.key === "/") {
      const box = document.getElementById("q");
      box.focus();
      box.select();
    } else if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else return;
    event.preventDefault();
  });
}
