/**
 * Runs in the page before any of its scripts: the preload's view of `electron`, in a closure, with values copied as the
 * context bridge copies them. It is handed to Chromium as text, so it uses nothing from outside itself.
 */
export const pageSide = `function (runPreload) {
  if (window !== top) return;
  const ipc = window.__electronIpc, open = window.__electronOpen;
  delete window.__electronIpc;
  delete window.__electronOpen;
  const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const encode = (v) => {
    if (v === undefined) return { $undefined: 1 };
    if (v === null || ['string', 'number', 'boolean'].includes(typeof v)) return v;
    if (v instanceof Uint8Array) return { $bytes: toBase64(v) };
    if (Array.isArray(v)) return v.map(encode);
    if (typeof v === 'object') return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, encode(x)]));
    throw new TypeError('An object could not be cloned.');
  };
  const decode = (v) => {
    if (Array.isArray(v)) return v.map(decode);
    if (typeof v !== 'object' || v === null) return v;
    if ('$undefined' in v) return undefined;
    if ('$bytes' in v) return fromBase64(v.$bytes);
    return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, decode(x)]));
  };
  const listeners = new Map();
  const ipcRenderer = {
    async invoke(channel, ...args) {
      const answer = await ipc(channel, args.map(encode));
      if ('error' in answer) throw new Error(answer.error);
      return decode(answer.value);
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener(channel, listener) {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener));
      return ipcRenderer;
    },
  };
  Object.defineProperty(window, '__electronDispatch', {
    value: (channel, args) => { for (const listener of listeners.get(channel) ?? []) listener({}, ...args.map(decode)); },
  });
  const bridge = (v) => {
    if (v === null || (typeof v !== 'object' && typeof v !== 'function')) return v;
    if (typeof v === 'function') return (...args) => bridge(v(...args.map(bridge)));
    if (v instanceof Promise) return v.then(bridge, (e) => { throw new Error(e && e.message); });
    if (v instanceof Uint8Array) return structuredClone(v);
    if (Array.isArray(v)) return Object.freeze(v.map(bridge));
    return Object.freeze(Object.fromEntries(Object.entries(v).map(([k, x]) => [k, bridge(x)])));
  };
  const contextBridge = {
    exposeInMainWorld(name, api) {
      if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
      Object.defineProperty(window, name, { value: bridge(api), enumerable: true });
    },
  };
  window.open = (url, name) => { open(new URL(url, location.href).href, name ?? ''); return null; };
  addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[target]');
    if (link && link.target !== '_self') { event.preventDefault(); open(link.href, link.target); }
  }, true);
  const modules = { electron: { ipcRenderer, contextBridge } };
  const require = (name) => {
    const found = modules[name];
    if (!found) throw new Error('module not found: ' + name);
    return new Proxy(found, { get(target, key) {
      if (key in target || typeof key === 'symbol' || key === '__esModule' || key === 'default') return target[key];
      throw new Error('electron stand-in: ' + String(key) + ' is not available in a sandboxed preload');
    } });
  };
  runPreload(require, { exports: {} }, {});
}`;
