// How much of the files that an editor adds was sent; without this the browser tells it itself.
export function uploading() {
  const form = document.querySelector("form[data-sent]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", form.dataset.sent);
    form.append(bar);
    form.querySelector("button").disabled = true;
    const sending = new XMLHttpRequest();
    sending.upload.addEventListener("progress", ({ loaded, total }) => {
      if (loaded < total) bar.value = loaded / total;
      else bar.removeAttribute("value"); // sent: the archive reads them now
    });
    sending.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(sending.responseText, "text/html");
      document.querySelector("main").replaceWith(page.querySelector("main"));
      document.querySelector("main").focus();
      uploading();
    });
    sending.addEventListener("error", () => form.submit());
    sending.open("POST", form.action);
    sending.setRequestHeader("Accept", "text/html");
    sending.send(new FormData(form));
  });
}
