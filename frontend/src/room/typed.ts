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
  return false;
}
