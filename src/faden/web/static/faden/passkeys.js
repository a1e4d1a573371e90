/* Passkeys: the browser asks for finger, face or PIN; its answer goes with the form. */
"use strict";

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (credentials = []) => credentials.map((one) => ({ ...one, id: bytes(one.id) }));

  const answer = (credential) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      const value = credential.response[part];
      if (value) response[part] = text(value);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: {},
    });
  };

  /* A question with "user" asks to make a passkey, one without to use it. */
  const ask = async (question) => {
    const publicKey = { ...question, challenge: bytes(question.challenge) };
    if (!question.user) {
      publicKey.allowCredentials = known(question.allowCredentials);
      return navigator.credentials.get({ publicKey });
    }
    publicKey.user = { ...question.user, id: bytes(question.user.id) };
    publicKey.excludeCredentials = known(question.excludeCredentials);
    return navigator.credentials.create({ publicKey });
  };

  const reasons = {
    InvalidStateError: "Auf diesem Gerät ist schon ein Passkey für Ihr Konto eingerichtet.",
    NotAllowedError: "Das wurde abgebrochen, oder es hat zu lange gedauert. Sie können es noch einmal versuchen.",
    SecurityError: "Unter dieser Adresse gibt es keine Passkeys. Bitte öffnen Sie Faden unter seinem gewohnten Namen.",
  };
  const unknown = "Dieser Browser kann hier keinen Passkey benutzen. Bitte nehmen Sie einen Code.";

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-passkey]");
    if (!button) return;
    event.preventDefault();
    const form = button.form;
    const question = JSON.parse(button.dataset.passkey);
    /* What is to be made needs its name first: afterwards the device would have to be asked again. */
    if (question.user && !form.reportValidity()) return;
    const says = form.querySelector("[data-passkey-says]");
    says.hidden = true;
    button.disabled = true;
    try {
      const credential = await ask(question);
      form.querySelector("[data-passkey-answer]").value = answer(credential);
      form.submit();
    } catch (error) {
      says.textContent = reasons[error.name] ?? unknown;
      says.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
})();
