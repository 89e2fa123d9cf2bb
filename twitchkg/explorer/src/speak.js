// What goes to the reader: words that are spoken or seen for a while, a copy, a file.

/** Say it in the live region, also when the same is said twice. */
export function say(text) {
  const region = document.getElementById("live");
  region.textContent = "";
  region.textContent = text;
}

/** A short word to the reader: seen for a while, and spoken. */
let fading = 0;
export function note(text) {
  say(text);
  const toast = document.getElementById("toast");
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { toast.hidden = true; }, 4000);
}

/** Copy, and say so; also where there is no clipboard, or no leave to use it. */
export async function copy(text, what) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch { // no leave or no clipboard: the old way
    const area = Object.assign(document.createElement("textarea"),
      { value: text, className: "unseen" });
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    before?.focus();
  }
  note(done ? `${what} is copied.` : "Copying is not allowed here; select and copy by hand.");
}

/** Give the reader a file to keep, and say so. */
export function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
  note(`Saved as ${name}.`);
}
