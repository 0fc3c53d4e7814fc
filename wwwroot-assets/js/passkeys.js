// Passkeys: asks the server what to ask the device for, and sends what the device says with the form around the element.
const supported = typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

// A challenge of the server holds for five minutes.
const renewAfter = 4 * 60 * 1000;

customElements.define('study-passkey', class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest('form');
    this.button = this.querySelector('button');
    this.pending = null;
    if (!supported) {
      this.hidden = !this.dataset.unsupported;
      this.refuse(this.dataset.unsupported ?? '', true);
      return;
    }
    this.hidden = false;
    if (this.dataset.kind === 'create') {
      this.form.addEventListener('submit', event => {
        event.preventDefault();
        this.run(options => navigator.credentials.create(options));
      });
    } else {
      this.button.addEventListener('click', () => this.run(options => navigator.credentials.get(options)));
      this.offer();
    }
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.pending?.abort();
  }

  // The browser names passkeys in the list under the e-mail address; choosing one there is all there is to do.
  async offer() {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.() || !this.isConnected) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.offer(), renewAfter);
    this.run(options => navigator.credentials.get({ ...options, mediation: 'conditional' }), true);
  }

  async run(ask, quietly = false) {
    this.pending?.abort();
    const pending = this.pending = new AbortController();
    this.refuse('');
    try {
      const answer = await fetch(this.dataset.options, { method: 'POST', body: new FormData(this.form), signal: pending.signal });
      if (!answer.ok) {
        if (!quietly) this.refuse(answer.status === 422 ? JSON.parse(await answer.text()) : this.dataset.failed);
        return;
      }
      const json = await answer.json();
      const publicKey = this.dataset.kind === 'create'
        ? PublicKeyCredential.parseCreationOptionsFromJSON(json) : PublicKeyCredential.parseRequestOptionsFromJSON(json);
      const credential = await ask({ publicKey, signal: pending.signal });
      this.querySelector('input').value = JSON.stringify(credential);
      this.form.submit();
    } catch (error) {
      if (!pending.signal.aborted && !quietly) this.refuse(this.dataset.failed);
      // Who closed the device's question may still choose from the list.
      if (!pending.signal.aborted && !quietly && this.dataset.kind === 'get') this.offer();
    }
  }

  refuse(text, forGood = false) {
    const line = this.querySelector('[role=alert]');
    [line.textContent, line.hidden] = [text, !text];
    this.button.disabled = forGood;
  }
});
