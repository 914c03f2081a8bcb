// The script of the emulated wallet's frame. It speaks the postMessage protocol of the real one
// and leaves every decision to its own server, so that faults have one place.
'use strict';

(() => {
  const params = new URLSearchParams(location.search).get('params') ?? '';
  const domainOrigin = JSON.parse(atob(params)).DOMAIN_ORIGIN;
  const { session, ready, delay } = document.documentElement.dataset;
  const suffix = `-${params}`;
  const questions = [];
  let isDead = false;

  const post = (type, members) => isDead || window.parent.postMessage({ msgType: `${type}${suffix}`, ...members }, domainOrigin);

  window.addEventListener('message', (event) => {
    // Only the page that made this frame, and only from where the parameters say that it is.
    if (event.source !== window.parent || event.origin !== domainOrigin) return;
    const type = event.data?.msgType;
    if (typeof type !== 'string' || !type.endsWith(suffix)) return;
    if (type === `MAGIC_PING${suffix}`) post('MAGIC_PONG', { response: {} });
    if (type === `MAGIC_HANDLE_REQUEST${suffix}`) {
      const { payload } = event.data;
      for (const request of Array.isArray(payload) ? payload : [payload]) void handleRequest(request, false);
    }
  });

  async function handleRequest(request, confirmed) {
    try {
      const answer = await fetch('/__rpc', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ session, request, confirmed }),
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const { actions } = await answer.json();
      for (const action of actions) carryOut(action, request);
    } catch (error) {
      const response = { jsonrpc: '2.0', id: request?.id ?? null, error: { code: -32603, message: `Internal error: ${error.message}` } };
      // A document that is being left loses its own requests first: that is no answer, and it is gone by then.
      setTimeout(() => post('MAGIC_HANDLE_RESPONSE', { response }), error.message.startsWith('status') ? 0 : 3000);
    }
  }

  function carryOut(action, request) {
    if (action.do === 'post') post('MAGIC_HANDLE_RESPONSE', { response: action.response });
    if (action.do === 'navigate') location.href = action.to;
    if (action.do === 'reload') location.reload();
    if (action.do === 'die') isDead = true;
    if (action.do === 'ask') {
      questions.push({ action, request });
      if (questions.length === 1) showQuestion();
    }
  }

  // One question at a time; the overlay is hidden when the last has its answer.
  function showQuestion() {
    const [{ action }] = questions;
    document.querySelector('#title').textContent = action.title;
    document.querySelector('#text').textContent = action.text;
    document.querySelector('#text').hidden = action.text === '';
    document.querySelector('main').hidden = false;
    post('MAGIC_SHOW_OVERLAY', { response: {} });
    document.querySelector('#accept').focus();
    if (action.answer) setTimeout(() => answerQuestion(action.answer === 'accept'), 300);
  }

  function answerQuestion(accepted) {
    const question = questions.shift();
    if (question === undefined) return;
    if (questions.length > 0) showQuestion();
    else {
      document.querySelector('main').hidden = true;
      post('MAGIC_HIDE_OVERLAY', { response: {} });
    }
    if (accepted) void handleRequest(question.request, true);
    else post('MAGIC_HANDLE_RESPONSE', { response: question.action.refusal });
  }

  document.querySelector('#accept').addEventListener('click', () => answerQuestion(true));
  document.querySelector('#refuse').addEventListener('click', () => answerQuestion(false));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') answerQuestion(false);
  });

  setTimeout(() => {
    for (let count = 0; count < Number(ready); count += 1) post('MAGIC_OVERLAY_READY', { response: {} });
  }, Number(delay));
})();
