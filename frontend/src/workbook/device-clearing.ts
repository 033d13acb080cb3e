import { DeviceStore } from "./device-store";

const LOST =
  "Some of what you wrote is still only on this device, because the server could not be reached. " +
  "If you sign out now, it is deleted. Sign out all the same?";

/**
 * Nothing that somebody wrote stays on a shared computer: signing out deletes their copies, and copies with
 * nothing unsent go when somebody else comes or after 30 days. `data-person` of the body says who is here.
 */
export async function clearDevice(): Promise<void> {
  if (!("indexedDB" in window)) return;
  const person = document.body.dataset["person"] || null;
  const store = await DeviceStore.open();
  await store.clearUp(person, Date.now());
  const form = document.querySelector<HTMLFormElement>("form.nhsuk-header__account-form");
  if (!person || !form) return store.close();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void forgetThen(store, person, () => form.submit());
  });
}

async function forgetThen(store: DeviceStore, person: string, signOut: () => void): Promise<void> {
  try {
    if ((await store.hasUnsent(person)) && !window.confirm(LOST)) return;
    await store.forget(person);
  } catch {
    // a browser that will not open its store keeps nothing in it either
  }
  signOut();
}
