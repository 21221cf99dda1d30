// Names and titles while somebody types, from the archive itself.
const PAUSE = 150; // milliseconds without a key
const SHORTEST = 2;

export function suggestions() {
  const box = document.getElementById("q");
  const list = document.getElementById("suggested");
  let timer;
  let asked = 0;

  const ask = async () => {
    const typed = box.value.trim();
    if (typed.length < SHORTEST) return list.replaceChildren();
    const number = ++asked;
    try {
      const answer = await fetch(`/suggest.json?q=${encodeURIComponent(typed)}`);
      if (!answer.ok || number !== asked) return;
      const [, names] = await answer.json();
      list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
    } catch {
      // Offline, or the page is being left: there is nothing to suggest.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
