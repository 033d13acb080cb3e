/** Whether somebody has typed or chosen something in that part of the page that has not been sent. */
export function isTyped(part: ParentNode): boolean {
  const boxes = part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input");
  for (const box of boxes) {
    if (box instanceof HTMLInputElement && (box.type === "radio" || box.type === "checkbox")) {
      if (box.checked !== box.defaultChecked) return true;
    } else if (box.type !== "hidden" && box.value !== box.defaultValue && !box.closest("live-artefact, live-board")) {
      return true;
    }
  }
  for (const list of part.querySelectorAll("select")) {
    const { options } = list;
    const first = Math.max(
      Array.from(options).findIndex((option) => option.hasAttribute("selected")),
      0,
    );
    if (list.selectedIndex !== first && !list.closest("live-artefact, live-board")) return true;
  }
  return false;
}
