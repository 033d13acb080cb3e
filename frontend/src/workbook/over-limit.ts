/** Say in a line with `data-limit` by how much a text of that length is too long for the server's form. */
export function sayOver(line: HTMLElement, length: number): void {
  const over = length - Number(line.dataset["limit"]);
  const says = over > 0 ? `This is ${over} ${over === 1 ? "letter" : "letters"} too long. Make it shorter.` : "";
  if (line.textContent !== says) line.textContent = says;
}
