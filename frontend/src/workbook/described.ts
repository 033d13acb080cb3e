/** Let what has that id be heard with the element, or no longer. */
export function describe(element: HTMLElement, id: string, isOn: boolean): void {
  const ids = (element.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  if (isOn) ids.push(id);
  if (ids.length) element.setAttribute("aria-describedby", ids.join(" "));
  else element.removeAttribute("aria-describedby");
}
