// The script of the confirmation page. It speaks the message protocol of the real one and does
// what its server planned, so that faults and lies have one place.
'use strict';

(() => {
  const EVENT_TYPE = 'imx_passport_confirmation';
  const main = document.querySelector('main');
  const plan = JSON.parse(main.dataset.plan);
  const note = document.querySelector('#note');
  const buttons = { approve: document.querySelector('#approve'), reject: document.querySelector('#reject') };
  const { opener } = window;
  let openerOrigin;

  const post = (messageType, more) => opener?.postMessage({ eventType: EVENT_TYPE, messageType, ...more }, openerOrigin ?? '*');

  window.addEventListener('message', (event) => {
    const isStart = event.data?.eventType === EVENT_TYPE && event.data.messageType === 'confirmation_start';
    // The window that opened this one, and the first time only.
    if (!isStart || event.source !== opener || openerOrigin !== undefined) return;
    openerOrigin = event.origin;
    start();
  });

  buttons.approve.addEventListener('click', () => decide('approve'));
  buttons.reject.addEventListener('click', () => decide('reject'));
  if (opener === null) note.textContent = 'No page is waiting for this. You can close this window.';
  setTimeout(() => {
    for (let said = 0; said < plan.ready; said += 1) post('confirmation_window_ready');
  }, plan.readyAfterMs);

  function start() {
    if (plan.reloads && !sessionStorage.getItem(plan.ticket)) {
      sessionStorage.setItem(plan.ticket, 'reloaded');
      location.reload();
      return;
    }
    note.textContent = `${new URL(openerOrigin).host} asks for this.`;
    if (plan.act === 'ask') setEnabled(true);
    else if (plan.act !== 'stay') setTimeout(() => decide(plan.act), plan.afterMs);
  }

  async function decide(act) {
    setEnabled(false);
    if (act === 'close') return window.close();
    if (act === 'error') return post(`${plan.noun}_error`);
    if (plan.messages) return sayAll(plan.messages);
    if (plan.otherId) return post(`${plan.noun}_confirmed`, { transactionId: plan.otherId });
    if (plan.lie === 'unapproved') return post(`${plan.noun}_confirmed`);
    if (plan.lie === 'window' || plan.lie === 'origin') return speakThrough(plan.voice[plan.lie]);
    const isApproved = act === 'approve' || plan.lie === 'rejected';
    const isDone = await tell(isApproved ? 'approve' : 'reject');
    note.textContent = isDone ? 'Done. You can close this window.' : 'This could not be decided. You can close this window.';
    return post(`${plan.noun}_${!isDone ? 'error' : isApproved ? 'confirmed' : 'rejected'}`);
  }

  async function sayAll(types) {
    if (types[0] === `${plan.noun}_confirmed`) await tell('approve');
    for (const type of types) post(type);
  }

  async function tell(action) {
    try {
      const { ok } = await fetch(`/guardian/v1/${plan.noun}s/${plan.hash}/${action}`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ chainType: plan.chainType, ticket: plan.ticket }),
      });
      return ok;
    } catch {
      return false;
    }
  }

  function speakThrough(address) {
    const frame = document.createElement('iframe');
    frame.src = `${address}?type=${plan.noun}_confirmed`;
    document.body.append(frame);
  }

  function setEnabled(isEnabled) {
    for (const button of Object.values(buttons)) button.disabled = !isEnabled;
  }
})();
