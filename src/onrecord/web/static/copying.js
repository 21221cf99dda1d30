// A button beside each citation that copies it, and beside each passage one that copies both.
export function copying() {
  if (!navigator.clipboard) return;
  passages();
  for (const cite of document.querySelectorAll(".cite[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = cite.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(cite.textContent);
      button.textContent = cite.dataset.copied;
    });
    cite.after(button);
  }
}

function passages() {
  const blocks = document.querySelector(".blocks[data-copy]");
  const cite = document.querySelector(".cite");
  if (!blocks || !cite) return;
  for (const block of blocks.querySelectorAll(".block")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quote";
    button.textContent = "\u201d";
    const number = block.querySelector(".beside a").textContent;
    button.setAttribute("aria-label", `${blocks.dataset.copy} (${number})`);
    button.addEventListener("click", async () => {
      const words = block.firstElementChild.textContent;
      await navigator.clipboard.writeText(`${words}\n\n${cite.textContent}`);
      button.setAttribute("aria-label", `${blocks.dataset.copied} (${number})`);
      button.textContent = "\u2713";
    });
    block.querySelector(".beside").append(button);
  }
}
