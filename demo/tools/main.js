// The tools beside the arcade. The elements do not need them.
import { startCopyButtons } from './copy-buttons.js';
import { startEventLog } from './event-log.js';

startEventLog(document.querySelector('#log'), document.querySelector('#log-clear'));
startCopyButtons(document.querySelector('#copied'));

// From the server of `npm start`. Another static server has no emulator to show.
const response = await fetch('/demo.json');
if (response.ok) {
  const { panel, integrity } = await response.json();
  if (integrity) for (const place of document.querySelectorAll('[data-integrity]')) place.textContent = integrity;
  if (panel) showPanel(panel);
}

/** Offers the emulator's panel; it is loaded when somebody opens it. */
function showPanel(address) {
  const details = document.querySelector('#panel');
  const frame = document.querySelector('#panel-frame');
  document.querySelector('#panel-link').href = address;
  details.hidden = false;
  details.addEventListener('toggle', () => {
    if (details.open && !frame.src) frame.src = address;
  });
}
