/**
 * The content security policy of the app's own pages: scripts of ours alone, and one host, the relay (DESIGN promise 6).
 * `'wasm-unsafe-eval'` is for argon2id (STACK); inline styles are Mantine's, inline scripts are nobody's.
 */
export function contentSecurityPolicy(relayUrl: string): string {
  const relay = new URL(relayUrl);
  const socket = `${relay.protocol === 'https:' ? 'wss:' : 'ws:'}//${relay.host}`;
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    `connect-src 'self' ${relay.origin} ${socket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
