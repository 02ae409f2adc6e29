// Passkeys: a form with data-passkey asks the server what to ask for, the browser for a passkey, and then sends the answer as a field.
'use strict';

(() => {
  if (window.PublicKeyCredential === undefined) {
    return;
  }

  const bytes = text => Uint8Array.from(
    atob(text.replace(/-/g, '+').replace(/_/g, '/')), character => character.charCodeAt(0));

  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

  const named = list => (list ?? []).map(one => ({...one, id: bytes(one.id)}));

  const fresh = async options => {
    const made = await navigator.credentials.create({publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: {...options.user, id: bytes(options.user.id)},
      excludeCredentials: named(options.excludeCredentials),
    }});
    return {made, response: {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
      transports: made.response.getTransports?.() ?? [],
    }};
  };

  const shown = async options => {
    const made = await navigator.credentials.get({publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: named(options.allowCredentials),
    }});
    const {authenticatorData, clientDataJSON, signature, userHandle} = made.response;
    return {made, response: {
      authenticatorData: text(authenticatorData),
      clientDataJSON: text(clientDataJSON),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : undefined,
    }};
  };

  const ask = async form => {
    const answer = await fetch(form.dataset.options, {
      method: 'POST',
      headers: {'Accept': 'application/json'},
      body: new URLSearchParams({_csrf: form.elements._csrf.value}),
    });
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    const options = await answer.json();
    const {made, response} = await (form.dataset.passkey === 'new' ? fresh(options) : shown(options));
    return JSON.stringify({
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      response,
      clientExtensionResults: {},
      authenticatorAttachment: made.authenticatorAttachment ?? undefined,
    });
  };

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const wrong = form.querySelector('.mistake');
    form.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      wrong.hidden = true;
      try {
        form.elements.credential.value = await ask(form);
        form.submit();
      } catch {
        wrong.hidden = false;
      }
    });
  }
})();
