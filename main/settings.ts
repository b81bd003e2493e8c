/** The relay on the same machine, as `npm start` runs it. */
export const DEFAULT_RELAY_URL = 'http://127.0.0.1:8787';

/**
 * Which relay the app is told to use (`SAMOVAR_RELAY`). Plain http only on this machine itself: elsewhere everything
 * people say would travel readable. Throws with the reason: an app that calls the wrong host must not start.
 */
export function relayUrlFrom(env: Readonly<Record<string, string | undefined>>): string {
  const text = env['SAMOVAR_RELAY'] ?? DEFAULT_RELAY_URL;
  if (!URL.canParse(text)) throw new Error('SAMOVAR_RELAY is not a URL, such as https://relay.example.org');
  const url = new URL(text);
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && here)) return url.origin;
  throw new Error('SAMOVAR_RELAY must be https, or http on this machine');
}
