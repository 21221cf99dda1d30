// A button beside each citation that copies it.
export function copying() {
  if (!navigator.clipboard) return;
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
