// Wakes the design system's components. Every page works without this file.
import {
  initButtons,
  initCharacterCounts,
  initCheckboxes,
  initErrorSummary,
  initHeader,
  initNotificationBanners,
  initRadios,
  initSkipLinks,
  initTabs,
} from "nhsuk-frontend";

import { clearDevice } from "./workbook/device-clearing";

// The design system sets these by a script inside the page, which our security policy does not run.
// A browser that runs modules is one that it supports.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

initButtons();
initCharacterCounts();
initCheckboxes();
initHeader();
initNotificationBanners();
initRadios();
initSkipLinks();
initTabs();
// last, because it takes the focus, and what is wrong matters more than a message
initErrorSummary();
void clearDevice().catch(() => {
  // a browser that keeps nothing has nothing to clear
});
