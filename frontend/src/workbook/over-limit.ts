/**
 * Say in a line with `data-limit` by how much a text of that length is too long for the server's form. Those who
 * hear the page hear it once and not a number with every letter.
 */
export function sayOver(line: HTMLElement, length: number): void {
  const over = length - Number(line.dataset["limit"]);
  if (over <= 0) {
    if (line.firstChild) line.replaceChildren();
    return;
  }
  const says = `${over} ${over === 1 ? "letter" : "letters"} `;
  const count = line.querySelector("span") ?? begin(line);
  if (count.textContent !== says) count.textContent = says;
}

function begin(line: HTMLElement): HTMLElement {
  const count = document.createElement("span");
  count.setAttribute("aria-hidden", "true");
  line.replaceChildren("This is ", count, "too long. Make it shorter.");
  return count;
}
