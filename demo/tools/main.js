// The tools beside the arcade. The elements do not need them.
import { startControls } from './controls.js';
import { startCopyButtons } from './copy-buttons.js';
import { startEventLog } from './event-log.js';
import { startSessionView } from './session-view.js';
import { writeShownHtml } from './shown-html.js';
import { startSnippetMaker } from './snippet-maker.js';

const byId = (id) => document.getElementById(id);

startEventLog(byId('log'), byId('log-clear'));
startCopyButtons(byId('copied'));
void startSessionView(byId('state'));

// From the server of `npm start`. Another static server has no emulator to show.
const response = await fetch('/demo.json');
const facts = response.ok ? await response.json() : {};
if (facts.panel) showPanel(facts.panel);

const showHtml = () => { byId('shown').textContent = writeShownHtml(); };
startControls(byId('controls'), { languages: facts.languages ?? ['en'], onChange: showHtml });
showHtml();
startSnippetMaker(byId('maker'), { page: byId('page-code'), callback: byId('callback-code'), headers: byId('headers-code') }, facts);

/** Offers the emulator's panel; it is loaded when somebody opens it. */
function showPanel(address) {
  const details = byId('panel');
  const frame = byId('panel-frame');
  byId('panel-link').href = address;
  details.hidden = false;
  details.addEventListener('toggle', () => {
    if (details.open && !frame.src) frame.src = address;
  });
}
